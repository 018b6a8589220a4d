// เริ่มเอกสาร: a kind, or last year's as a start, or a Word file dropped in.
import { ask, findingsOf } from "./api.js";
import { button, encoded, field, fill, h, link, thai } from "./dom.js";
import { tell } from "./findings.js";

const NAMED = "ตัวอักษรไทยหรืออังกฤษ ตัวเลข และขีดกลาง เช่น มาตรการ-2570";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export async function show(main, data) {
  const message = h("div", { hidden: true });
  const kinds = data.kinds ?? [];
  // A report is listed once, though it has papers for each round.
  const listed = new Map((data.documents ?? []).filter((one) => one.step !== "broken").map((one) => [one.id, one]));
  const documents = [...listed.values()];
  const yearly = new Set(kinds.filter((one) => one.is_yearly).map((one) => one.kind));
  const isYearly = (id) => Boolean(listed.get(id)?.months);
  const kind = h("select", {}, kinds.map((one) => h("option", { value: one.kind }, one.name)));
  const like = h("select", {}, documents.map((one) => h("option", { value: one.id }, one.months ? `${one.title.replace(/ รอบ .*$/, "")} ปี ${thai(one.fiscal_year)}` : `${one.kind_name} ${one.title} ${one.date_thai ?? ""}`)));
  const names = [0, 1, 2].map(() => h("input", { type: "text", autocomplete: "off" }));
  const nameField = field("ชื่อไฟล์", names[0], NAMED);
  const copyField = field("ชื่อไฟล์ของฉบับใหม่", names[1], NAMED);
  // What is made once a year is named by its year.
  const asYear = (box, isYear, words) => {
    box.querySelector("label").textContent = isYear ? "ปีงบประมาณ (พ.ศ.)" : words;
    box.querySelector(".help").textContent = isYear ? `เช่น ${thai(data.this_year + 1)}` : NAMED;
  };
  const named0 = () => asYear(nameField, yearly.has(kind.value), "ชื่อไฟล์");
  const named1 = () => asYear(copyField, isYearly(like.value), "ชื่อไฟล์ของฉบับใหม่");
  kind.addEventListener("change", named0);
  like.addEventListener("change", named1);

  async function begin(body) {
    const answer = await ask("POST", "/api/new", { body });
    if (answer.status !== 201) {
      tell(message, findingsOf(answer));
      return message.scrollIntoView({ block: "nearest" });
    }
    if (!answer.data.findings.length) return location.assign(answer.data.url);
    tell(message, answer.data.findings);
    message.append(h("p", { role: "status" }, answer.data.said, " ", link("เปิดเพื่อเขียนต่อ", answer.data.url, { class: "button main" })));
    message.querySelector("a").focus();
  }

  const file = h("input", { type: "file", accept: `.docx,${WORD}` });
  const drop = h("div", { class: "drop" }, "ลากไฟล์ Word (.docx) มาวางที่นี่ หรือเลือกไฟล์ด้านล่าง");
  const imported = h("div", {});
  for (const name of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("is-over", name === "dragover");
      if (name !== "drop" || !event.dataTransfer.files.length) return;
      file.files = event.dataTransfer.files;
      file.dispatchEvent(new Event("change")); // its name is shown, and taken for the new document
    });
  }
  const named = () => {
    const chosen = file.files[0];
    if (chosen && !names[2].value) names[2].value = chosen.name.replace(/\.docx$/i, "").replace(/[\\/:*?"<>|.]/g, "-").slice(0, 60);
  };
  file.addEventListener("change", named);

  async function bring() {
    if (!file.files[0]) return tell(message, [{ severity: "error", code: "page", message: "ยังไม่ได้เลือกไฟล์ Word", hint: "เลือกไฟล์ .docx แล้วกดอีกครั้ง" }]);
    const body = new FormData();
    body.append("name", names[2].value);
    body.append("file", file.files[0]);
    const answer = await ask("POST", "/api/import", { body });
    if (answer.status !== 201) return tell(message, findingsOf(answer));
    tell(message, []);
    const list = h("div", {});
    const found = answer.data.findings ?? [];
    tell(list, found);
    const words = found.length ? "โปรแกรมอ่านได้ทั้งฉบับ แต่ต้องดูรายการต่อไปนี้ (บรรทัด = ย่อหน้าใน Word)" : "โปรแกรมเข้าใจทุกส่วนของไฟล์";
    imported.replaceChildren(
      h("h3", {}, "นำเข้าแล้ว"),
      h("p", { role: "status" }, words),
      list,
      h("p", {}, link("เปิดเพื่อเขียนต่อ", answer.data.url ?? `/d/${encoded(answer.data.id)}`, { class: "button main" })),
    );
    imported.querySelector("a").focus();
  }

  fill(
    main,
    h("h1", {}, "เริ่มเอกสาร"),
    message,
    h(
      "section",
      { class: "card", "data-needs": "writer" },
      h("h2", {}, "เริ่มฉบับใหม่"),
      field("ชนิดของเอกสาร", kind),
      nameField,
      button("เริ่มเขียน", () => begin({ kind: kind.value, name: names[0].value }), { class: "main" }),
    ),
    documents.length
      ? h(
          "section",
          { class: "card", "data-needs": "writer" },
          h("h2", {}, "เริ่มจากฉบับที่มีอยู่"),
          h("p", {}, "ได้สำเนาเป็นร่าง แก้เลขที่ วันที่ และข้อความให้เป็นของฉบับใหม่"),
          field("ฉบับเดิม", like),
          copyField,
          button("ทำสำเนามาเขียนต่อ", () => begin({ like: like.value, name: names[1].value }), { class: "main" }),
        )
      : null,
    h(
      "section",
      { class: "card", "data-needs": "writer" },
      h("h2", {}, "นำเข้าจาก Word"),
      drop,
      field("ไฟล์ Word", file),
      field("ชื่อไฟล์ของฉบับใหม่ (จาก Word)", names[2], NAMED),
      button("นำเข้า", bring, { class: "main" }),
      imported,
    ),
  );
  named0();
  if (documents.length) named1();
}
