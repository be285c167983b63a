import { open, visit } from "./visitor.mjs";
const { site, browser, close } = await open();
const [out, ...drawers] = process.argv.slice(2);
for (const [name, size] of [["desk", { width: 1440, height: 900 }], ["phone", { width: 390, height: 844 }]])
  for (const colorScheme of (process.env.THEMES ?? "light,dark").split(",")) {
    const { page, context, complaints } = await visit(browser, site, "/studio", { colorScheme, viewport: size });
    await page.waitForFunction(() => document.querySelector(".easel canvas")?.width >= 400);
    for (const drawer of drawers) {
      await page.getByRole("group", { name: "Drawer", exact: true }).getByRole("button", { name: drawer, exact: true }).click();
      await page.waitForTimeout(2500);
      await page.screenshot({ path: `${out}/${drawer}-${name}-${colorScheme}.png`, fullPage: name === "phone" });
    }
    console.log(name, colorScheme, complaints);
    await context.close();
  }
await close();
