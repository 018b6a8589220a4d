// What a rule is about, why, on whose word: the same as `docgen check --explain`.
import { ask, findingsOf } from "./api.js";
import { choose } from "./dialogs.js";
import { h } from "./dom.js";

const example = (title, words) => words && [h("h3", {}, title), h("pre", { class: "excerpt" }, words)];

export async function explain(code) {
  const answer = await ask("GET", `/api/explain/${encodeURIComponent(code)}`);
  const rule = answer.data;
  const content =
    answer.status === 200
      ? [h("p", {}, rule.reason), h("p", { class: "help" }, `ที่มา: ${rule.source}`), example("ตัวอย่างที่ผิด", rule.wrong), example("ตัวอย่างที่ถูก", rule.right)]
      : findingsOf(answer).map((found) => h("p", {}, found.message));
  await choose(rule?.title ?? "กฎ", content.flat().filter(Boolean), [{ value: true, words: "ปิด", class: "main" }]);
}
