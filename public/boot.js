// Starts the program. At home the hero stands in the HTML already, so there the program lets the
// pictures go first; everywhere else it starts at once.
const { src, href } = document.querySelector('meta[name="program"]').dataset;

// Importing is syntax, not a function: the program asks for its other half through this one.
window.importModule = (address) => import(address);

async function start() {
  const { default: init } = await import(src);
  await init({ module_or_path: href });
}

const waits = location.pathname === "/" && document.readyState !== "complete";
if (waits) addEventListener("load", () => requestAnimationFrame(() => setTimeout(start)), { once: true });
else start();
