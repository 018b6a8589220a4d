// What this browser keeps and no file has, told where somebody looks for it: also of documents that are gone by now
// (deleted, renamed), which no screen of their own would offer any more.
import { ask, findingsOf } from "./api.js";
import { choose } from "./dialogs.js";
import { button, encoded, h, link } from "./dom.js";
import { tell } from "./findings.js";
import { allKept, forget } from "./typed.js";

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

// Adds a box for what is kept, below the heading of a screen; what is being written in another tab just now is not left.
export async function showKept(main) {
  let found;
  let held;
  try {
    found = await allKept();
    held = new Set((await navigator.locks.query()).held.map((lock) => lock.name));
  } catch {
    return; // a browser that keeps nothing has nothing to show; the screen of writing says so
  }
  const left = found.filter((one) => !held.has(`docgen:${one.id}`));
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
