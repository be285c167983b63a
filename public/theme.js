// Sets the colours before the first paint: the choice made on this device, else the system's.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // Storage can be switched off; the system's colours will do.
    }
  };
  const apply = () => {
    const theme = chosen() ?? (system.matches ? "dark" : "light");
    document.documentElement.dataset.theme = theme;
    const ground = theme === "dark" ? "#151427" : "#FBF7F0";
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.content = ground;
  };
  apply();
  // A member's picture takes the place of "Sign in"; decided here, the header does not jump.
  try {
    if (localStorage.getItem("member")) document.documentElement.dataset.member = "";
  } catch {
    // Nobody is remembered then.
  }
  // The landing page's hero stands in the one HTML file; elsewhere it must not flash.
  if (location.pathname !== "/") document.documentElement.dataset.away = "";
  document.addEventListener("DOMContentLoaded", apply);
  system.addEventListener("change", apply);
})();
