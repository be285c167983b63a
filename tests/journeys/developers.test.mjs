// The documents can be read by anybody, are found by search and by address, and their examples run.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { after, before, test } from "node:test";
import { asVisitor, everyLook } from "./accessible.mjs";
import { memberAt, openForMembers } from "./member.mjs";
import { assertNoComplaints, tabTo, visit } from "./visitor.mjs";

let site;
let browser;
let close;
before(async () => ({ site, browser, close } = await openForMembers()));
after(() => close?.());

/** Runs a program; answers what it wrote. */
async function run(program, args, environment = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...environment } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
  const code = await new Promise((done, fail) => child.on("close", done).on("error", fail));
  assert.equal(code, 0, output);
  return output;
}

const runScript = (code, environment) => run(process.execPath, ["--input-type=module", "-e", code], environment);

/** Presses the button that copies, and answers what was copied. */
async function copied(page, name) {
  await page.getByRole("button", { name: `Copy: ${name}` }).first().click();
  await page.getByRole("button", { name: `Copy: ${name}` }).first().getByText("Copied").waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

const READS = { permissions: ["clipboard-read", "clipboard-write"] };

test("an example is found, copied and run, in both languages", { timeout: 200_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/developers", READS);
  await page.getByRole("heading", { name: "Start here", level: 1 }).waitFor();
  await page.getByRole("searchbox", { name: "Search the documents" }).fill("styles listStyles");
  await page.getByRole("navigation", { name: "Documents" }).getByRole("link").first().click();
  await page.getByText("Open to everybody.").waitFor();
  assert.equal(new URL(page.url()).pathname, "/developers/listStyles");

  const shell = await copied(page, "Request");
  assert.match(await run("sh", ["-c", shell]), /kingdom-hearts/);
  await page.getByRole("group", { name: "Language" }).getByRole("button", { name: "JavaScript" }).click();
  const script = await copied(page, "Request");
  assert.match(await runScript(script), /^200[\s\S]*kingdom-hearts/);
  assertNoComplaints(complaints);
});

test("a change runs with a key, and says so twice only once", { timeout: 200_000 }, async () => {
  const { page } = await memberAt(browser, site, "/account", "umi", READS);
  await asVisitor(page, "POST", "/token/faucet", { amount: "100" });
  const { secret } = await asVisitor(page, "POST", "/keys", { name: "From a journey", scopes: ["ledger:read", "ledger:write"] });
  const sora = await memberAt(browser, site, "/account", "sora");
  await page.goto(`${site.url}/developers/idempotency`);
  const script = await copied(page, "In JavaScript");
  const output = await runScript(script.replace("@sora", `@${sora.name}`), { DIGIGAMI_TOKEN: secret });
  assert.match(output, /^true one transfer/);
});

test("an agent makes itself a key, is registered, and calls", { timeout: 200_000 }, async () => {
  const { page } = await memberAt(browser, site, "/account", "teo", READS);
  const { secret } = await asVisitor(page, "POST", "/keys", { name: "From a journey", scopes: ["account:read", "agents"] });
  await page.goto(`${site.url}/developers/agents`);
  const output = await runScript(await copied(page, "In JavaScript"), { DIGIGAMI_TOKEN: secret });
  assert.match(output, /^201/);
  assert.match(output, /\n200 /);
  assert.match(output, /From the documents/);
});

test("every operation has a page, and every link between them leads somewhere", { timeout: 300_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/developers");
  const document = await asVisitor(page, "GET", "/openapi.json");
  const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((it) => it.operationId));
  const nav = page.getByRole("navigation", { name: "Documents" });
  await nav.getByRole("link").nth(12).waitFor();
  const hrefs = await nav.getByRole("link").evaluateAll((links) => links.map((it) => it.getAttribute("href")));
  for (const id of ids) assert.ok(hrefs.includes(`/developers/${id}`), `${id} is missing`);
  const guides = hrefs.filter((href) => !ids.includes(href.split("/")[2]));
  for (const href of guides) {
    await page.goto(site.url + href);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const led = await page.locator(".guide a[href^='/developers/']").evaluateAll((links) => links.map((it) => it.getAttribute("href")));
    for (const target of led) assert.ok(hrefs.includes(target), `${target} in ${href}`);
  }
  await page.goto(`${site.url}/developers/noSuchOperation`);
  await page.getByRole("heading", { name: "The API has no such operation." }).waitFor();
  assertNoComplaints(complaints);
});

test("by keyboard, on a phone, and with nothing for axe to find", { timeout: 300_000 }, async () => {
  const { page, complaints } = await visit(browser, site, "/developers");
  await page.getByRole("heading", { name: "Start here", level: 1 }).waitFor();
  const found = await everyLook(page, "start");
  await page.setViewportSize({ width: 390, height: 844 });
  const nav = page.getByRole("navigation", { name: "Documents" });
  assert.equal(await nav.isVisible(), false, "folded away on a phone");
  await tabTo(page, "button", "All topics");
  await page.keyboard.press("Enter");
  await tabTo(page, "link", "Errors");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Errors", level: 1 }).waitFor();
  await page.getByRole("cell", { name: "rate_limited" }).waitFor();
  found.push(...(await everyLook(page, "errors")));
  await page.goto(`${site.url}/developers/createProposal`);
  await page.getByRole("heading", { name: "Body" }).waitFor();
  found.push(...(await everyLook(page, "operation")));
  assert.deepEqual(found, []);
  assertNoComplaints(complaints);
});
