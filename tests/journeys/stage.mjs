// A small town for pictures: a member among others, with three weeks behind them. Made through the
// doors of local development, so no passkey is needed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { agent } from "../api/agent-token.mjs";
import { memberOf } from "../api/client.mjs";
import { DAY_MS, letPass } from "./staker.mjs";

const PICTURE = fileURLToPath(new URL("../../public/samples/after-kingdom-hearts.webp", import.meta.url));
const CLIPS = [
  { name: "Dawn over the harbour", durationMs: 12_500, transition: "fade" },
  { name: "Market", durationMs: 7_333 },
  { name: "Lanterns", durationMs: 10_167, transition: "dissolve" },
];

/** Somebody who does things; each has to work. */
async function townsman(site, name, roles) {
  const member = await memberOf(site, name, roles);
  const does = async (method, path, body) => {
    const { status, json } = await member.call(method, `/api/v1${path}`, body);
    assert.ok(status < 300, `${method} ${path}: ${JSON.stringify(json)}`);
    return json;
  };
  return { ...member, does };
}

async function dress(member) {
  const form = new FormData();
  form.set("name", "Me");
  form.set("style", "kingdom-hearts");
  form.set("image", new Blob([await readFile(PICTURE)], { type: "image/webp" }), "me.webp");
  const avatar = await member.does("POST", "/avatars", form);
  await member.does("PATCH", "/account", { displayName: "Mei Sato", pictureAvatarId: avatar.id });
}

async function propose(member, title, changes, body) {
  const actions = Object.entries(changes).map(([key, value]) => ({ type: "set_policy", key, value }));
  return member.does("POST", "/governance/proposals", { title, type: "parameter", body, actions });
}

async function open(member, proposal, votes) {
  await member.does("POST", `/governance/proposals/${proposal.id}/activate`);
  for (const [voter, choice] of votes) {
    await voter.does("POST", `/governance/proposals/${proposal.id}/vote`, { choice });
  }
}

async function clockOf(site) {
  const { aheadMs } = await (await fetch(`${site.url}/api/dev/clock`)).json();
  return Date.now() + aheadMs;
}

/** Answers the member's token, what there is to visit, and what time it is: `{ token, job, proposal, now }`. */
export async function stage(site) {
  const [mei, ren, kai] = await Promise.all(["mei_sato", "ren_abe", "kai_mori"].map((name) => townsman(site, name)));
  const operator = await townsman(site, "the_operator", ["admin"]);
  for (const [who, drawn, staked] of [[mei, "25000", "12400"], [ren, "9000", "6500"], [kai, "3200", "2400"]]) {
    await who.does("POST", "/token/faucet", { amount: drawn });
    await who.does("POST", "/staking/stake", { amount: staked });
  }
  await mei.does("POST", "/token/faucet", { amount: "48.25", asset: "AVT" });
  await dress(mei);
  const pay = (from, to, amount, memo, asset = "ANM") =>
    from.does("POST", "/token/transfer", { to: `@${to.username}`, amount, memo, asset });

  const cheaper = await propose(ren, "Rewards for waiting work", { "job.bonus": "0.002" },
    "A production that had to wait earns **twice** the bonus.\n\n- costs the treasury little\n- keeps the queue honest");
  await open(ren, cheaper, [[mei, "for"], [ren, "for"], [kai, "against"]]);
  await pay(mei, ren, "120", "Harbour scene, first half");
  await letPass(site, 4 * DAY_MS);
  await pay(ren, mei, "12.5", "Tea");
  await pay(kai, mei, "310.75", "Outfit: Autumn coat");
  await letPass(site, 5 * DAY_MS);
  await ren.does("POST", `/governance/proposals/${cheaper.id}/execute`);
  await mei.does("POST", "/staking/claim");
  await pay(mei, kai, "4.5", "Thank you", "AVT");
  await mei.does("POST", "/token/burn", { amount: "5" });

  const production = { resolution: "1080p", fps: 30, durationSeconds: 30 };
  const order = (title, clips = CLIPS) => mei.does("POST", "/jobs", { title, production, clips, maxTotal: "50" });
  await order("Harbour, first cut");
  await operator.does("POST", "/admin/jobs/process");
  await order("Harbour, too short", [{ name: "Dawn", durationMs: 29_000 }]);
  await operator.does("POST", "/admin/jobs/process");
  await letPass(site, 3 * DAY_MS);
  await ren.does("POST", "/jobs", { title: "Lighthouse", production, clips: CLIPS, maxTotal: "50" });
  const job = await order("Harbour, with lanterns");
  await mei.does("POST", "/token/holds", { to: "@ren_abe", amount: "60", expiresInSeconds: 604_800, memo: "Harbour scene, second half" });

  const longer = await propose(ren, "A longer discussion before large payments", {
    "governance.voting_period": String(9 * DAY_MS), "governance.quorum": "0.12",
  }, "Nine days instead of seven, and a quorum of **12 %**.\n\n> Nobody should have to hurry for a decision that lasts.");
  await open(ren, longer, [[ren, "for"], [kai, "against"]]);
  await propose(mei, "Two more agents for Pro", { "tier.pro.max_agents": "12" }, "To be written.");
  await mei.does("POST", "/keys", { name: "Studio export", scopes: ["ledger:read", "jobs"] });
  const courier = agent(site);
  const proof = courier.proof(mei.principal, { nowMs: await clockOf(site) });
  await mei.does("POST", "/agents", { did: courier.did, name: "Courier", kind: "assistant", proof });
  await letPass(site, DAY_MS);
  return { token: mei.token, job: job.id, proposal: longer.id, now: await clockOf(site) };
}

/** The cookie of a session; a browser sends it to `localhost` although that is not encrypted. */
export const cookieOf = (site, token) => ({
  name: "__Host-digigami", value: token, url: site.url.replace("http:", "https:"), secure: true, httpOnly: true, sameSite: "Lax",
});
