// What this browser keeps and no file has, told where somebody looks for it: also of documents that are gone by now
// (deleted, renamed), which no screen of their own would offer any more.
import { ask, findingsOf } from "./api.js";
import { choose } from "./dialogs.js";
import { button, encoded, h, link } from "./dom.js";
import { tell } from "./findings.js";
import { penOf } from "./tabs.js";
import { allKept, forget, forgetText } from "./typed.js";

const LOOK_AGAIN_MS = 1500;

const titleOf = ({ id, text }) => /^(?:subject|title):[ \t]*(.+)$/m.exec(text)?.[1] ?? id;
const addressOf = (id) => `/d/${encoded(id)}`;

async function look(one, message) {
  const chosen = await choose(
    titleOf(one),
    [h("p", {}, `พิมพ์ไว้ในเบราว์เซอร์นี้ และยังไม่ได้บันทึกลงไฟล์ ${one.id}`), h("pre", { tabindex: 0, role: "region", "aria-label": "ที่พิมพ์ไว้" }, one.text)],
    [
      { value: "open", words: "เปิดหรือสร้างไฟล์นี้", class: "main" },
      { value: "drop", words: "ทิ้งข้อความนี้" },
      { value: null, words: "เก็บไว้ก่อน" },
    ],
  );
  if (chosen === "drop") return forget(one.id).then(() => true);
  if (chosen !== "open") return false;
  const answer = await ask("PUT", `/api${addressOf(one.id)}`, { body: { text: one.text }, headers: { "If-None-Match": "*" } });
  if (answer.status === 200) await forget(one.id);
  // There is such a file: its own screen asks which text it shall have.
  if (answer.status === 200 || answer.status === 412) location.assign(addressOf(one.id));
  else tell(message, findingsOf(answer));
  return false;
}

// What is kept and in no file; what is being written in another tab just now is not left.
async function whatIsLeft() {
  const found = await allKept();
  const held = new Set((await navigator.locks.query()).held.map((lock) => lock.name));
  const left = [];
  for (const one of found.filter((each) => !held.has(penOf(each.id)))) {
    const answer = await ask("GET", `/api${addressOf(one.id)}`);
    // It was saved, and the page was left before it was forgotten.
    if (answer.status === 200 && answer.data.text === one.text && !one.fields?.length) await forgetText(one.id, one.text);
    else left.push(one);
  }
  return { left, isHeld: found.some((one) => held.has(penOf(one.id))) };
}

// Adds a box for what is kept, below the heading of a screen.
export async function showKept(main) {
  let known;
  try {
    known = await whatIsLeft();
    if (known.isHeld) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS)); // a tab that was closed just now has let go by then
      known = await whatIsLeft();
    }
  } catch {
    return; // a browser that keeps nothing has nothing to show; the screen of writing says so
  }
  const { left } = known;
  if (!left.length) return;
  const message = h("div", { hidden: true });
  const rows = left.map((one) => {
    const row = h("li", {}, link(titleOf(one), addressOf(one.id)), ` ${one.id} `, button("ดูข้อความ", async () => (await look(one, message)) && row.remove(), { "aria-label": `ดูข้อความที่พิมพ์ไว้ ${titleOf(one)}` }));
    return row;
  });
  const box = h("section", { class: "card kept" }, h("h2", {}, "พิมพ์ไว้และยังไม่ได้บันทึก"), h("ul", {}, rows), message);
  const heading = main.querySelector("h1");
  if (heading) heading.after(box);
  else main.prepend(box);
}
