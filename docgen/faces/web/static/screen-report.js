// รายงานและภาพ: the spreadsheet is the source; its rows with what is wrong in them, pictures with captions, the pages.
import { ask, findingsOf } from "./api.js";
import { button, encoded, field, fill, h, link, thai } from "./dom.js";
import { listFindings, tell } from "./findings.js";
import { Form } from "./form.js";
import { Preview } from "./preview.js";
import { resume, run } from "./jobs.js";

export async function show(main, data) {
  const message = h("div", { hidden: true });
  const said = h("p", { class: "good-news", role: "status" });
  const table = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "บันทึกการดำเนินงาน" });
  const list = h("ul", { class: "findings" });
  const progress = h("div", {});
  const pictureBox = h("div", {});
  const draft = h("div", { class: "banner", hidden: true }, h("p", {}, "รายงานนี้เป็นร่าง: พิมพ์คำว่า ร่าง ทุกหน้า และยังลงนามไม่ได้"), button("เปลี่ยนเป็นฉบับจริง", () => change({ set: [{ path: ["status"], value: "final" }] })));
  const pages = h("div", { "data-pane": true, class: "pages", tabindex: 0, role: "region", "aria-label": "หน้ารายงาน" });
  const output = h("select", {});
  const log = h("input", { type: "file", accept: ".csv,.xlsx" });
  const pictures = h("input", { type: "file", accept: "image/png,image/jpeg", multiple: true });
  const formBox = h("div", {});
  const address = `/api/d/${encoded(data.id)}`;
  let text = "";
  let digest = "";

  // The pictures that the report names, each with its caption: what is typed there is written when the field is left.
  function drawPictures(fields) {
    const every = new Map();
    for (const one of fields) {
      if (one.path[0] === "pictures" && one.path.length === 3) every.set(one.path[1], { ...every.get(one.path[1]), [one.path[2]]: one.value });
    }
    const made = [...every].map(([number, { file, caption = "" }]) => {
      const input = h("input", { type: "text", autocomplete: "off", value: caption });
      input.addEventListener("change", () => (input.value.trim() ? change({ set: [{ path: ["pictures", number, "caption"], value: input.value.trim() }] }) : (input.value = caption)));
      const away = button("เอาออกจากรายงาน", () => change({ remove: [["pictures", number]] }), { class: "plain", "aria-label": `เอา ${file} ออกจากรายงาน` });
      return h("fieldset", {}, h("legend", {}, file), field("คำบรรยายภาพ", input), away);
    });
    fill(pictureBox, made.length ? made : h("p", {}, "ยังไม่มีภาพ"));
  }
  // One change after the other: each goes on from what the one before wrote.
  let last = Promise.resolve();
  const inTurn = (work) => (last = last.then(work, work));
  const change = (changes) => inTurn(() => changeNow(changes));
  async function changeNow(changes) {
    const answer = await ask("PUT", `${address}/fields`, { body: changes, headers: { "If-Match": `"${digest}"` } });
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    ({ text, digest } = answer.data);
    said.textContent = "บันทึกแล้ว";
    preview.show(text);
    return drawFields();
  }
  // What a text says, for the pictures and the form.
  async function drawFields() {
    const answer = await ask("POST", `${address}/fields`, { body: { text } });
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    data.fields = answer.data.fields;
    drawPictures(data.fields);
    const title = data.fields.find((one) => one.path[0] === "title")?.value;
    main.querySelector("h1").textContent = title ? `${title} ปี ${thai(data.year)}` : `รายงานปี ${thai(data.year)}`;
    const status = data.fields.find((one) => one.path[0] === "status");
    draft.hidden = status?.value !== "draft";
    if (!formBox.contains(document.activeElement)) form.draw(answer.data);
  }
  function rows({ head = [], rows: every = [], findings = [], log: source }) {
    const name = source?.id.split("/").at(-1);
    const faulty = new Map(findings.filter((one) => one.id === source?.id).map((one) => [one.line, one]));
    const made = every.map((row) => {
      const wrong = faulty.get(row.line);
      const cells = head.map((column) => h("td", { "data-label": column.label }, row.cells[column.name] ?? ""));
      return h("tr", { class: wrong ? "is-wrong" : "" }, h("td", { "data-label": "แถว" }, thai(row.line)), cells, h("td", { "data-label": "ผลตรวจ" }, wrong ? wrong.message : "ถูกต้อง"));
    });
    table.replaceChildren(
      every.length
        ? h("table", { class: "stack log" }, h("caption", {}, `แถวใน ${name} แก้ในแผ่นงานแล้วนำเข้าใหม่`), h("thead", {}, h("tr", {}, ["แถว", ...head.map((column) => column.label), "ผลตรวจ"].map((words) => h("th", { scope: "col" }, words)))), h("tbody", {}, made))
        : h("p", {}, "ยังไม่มีบันทึกการดำเนินงาน นำเข้าแผ่นงานหรือไฟล์ CSV ด้านบน"),
    );
    listFindings(list, findings);
  }
  async function again() {
    const answer = await ask("GET", `/api/report/${data.year}`);
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    Object.assign(data, answer.data);
    rows(data);
    const source = await ask("GET", address);
    if (source.status !== 200) return tell(message, findingsOf(source));
    ({ text, digest } = source.data);
    preview.show(text);
    await drawFields();
  }
  async function upload(files) {
    for (const file of files) {
      const body = new FormData();
      body.append("for", data.id);
      const isLog = /\.(csv|xlsx)$/i.test(file.name);
      if (isLog && data.log) body.append("digest", data.log.digest);
      body.append("file", file);
      const answer = await ask("POST", "/api/upload", { body });
      if (answer.status !== 201) return tell(message, findingsOf(answer));
      if (isLog) said.textContent = `นำเข้า ${file.name} แล้ว${answer.data.kept ? ` ตารางเดิมเก็บไว้ในชื่อ ${answer.data.kept}` : ""}`;
      if (!/\.(csv|xlsx)$/i.test(file.name) && !(await name(answer.data.name))) return;
    }
    tell(message, []);
    await again();
  }
  // A picture is printed once report.yaml names it; its caption is written in the form.
  const name = (picture) => inTurn(() => nameNow(picture));
  async function nameNow(picture) {
    const value = { file: picture, caption: picture.replace(/\.[^.]*$/, "") };
    const changes = data.fields?.some((one) => one.path[0] === "pictures")
      ? { add: [{ path: ["pictures"], value }] }
      : { set: [{ path: ["pictures"], value: [value] }] };
    const answer = await ask("PUT", `${address}/fields`, { body: changes, headers: { "If-Match": `"${digest}"` } });
    if (answer.status !== 200) tell(message, findingsOf(answer));
    else ({ text, digest } = answer.data);
    return answer.status === 200;
  }
  const keep = (changed) => inTurn(() => keepNow(changed));
  async function keepNow(changed) {
    const answer = await ask("PUT", address, { body: { text: changed }, headers: { "If-Match": `"${digest}"` } });
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    tell(message, []);
    text = changed;
    digest = answer.data.digest;
    said.textContent = "บันทึกแล้ว";
    preview.show(text);
    await drawFields();
  }
  const preview = new Preview(pages, {
    id: data.id,
    onAnswer(answer) {
      if (answer.findings.length) listFindings(list, answer.findings);
      const names = (answer.outputs ?? []).filter((name) => name.endsWith(".pdf"));
      if (names.length && output.options.length !== names.length) output.replaceChildren(...names.map((name) => h("option", { value: name }, name)));
    },
  });
  output.addEventListener("change", () => {
    preview.output = output.value;
    preview.show(text);
  });
  log.addEventListener("change", () => upload(log.files));
  pictures.addEventListener("change", () => upload(pictures.files));
  main.addEventListener("dragover", (event) => event.preventDefault());
  main.addEventListener("drop", (event) => {
    event.preventDefault();
    upload(event.dataTransfer.files);
  });

  const form = new Form(formBox, { address: `${address}/fields`, current: () => text, onText: keep, onWrong: (found) => tell(message, found) });
  main.replaceChildren(
    h("h1", {}, data.title || `รายงานปี ${thai(data.year)}`),
    h("p", { class: "row" }, link("เขียนเป็นข้อความ", `/d/${encoded(data.id)}`), " ", link("ลงนามและสแกน", `/d/${encoded(data.id)}/sign`), " ", link(`หลักฐานปี ${thai(data.year)}`, `/evidence/${data.year}`)),
    message,
    said,
    draft,
    h("section", { class: "card", "data-pane": true, tabindex: -1, "data-needs": "writer" }, h("h2", {}, "บันทึกการดำเนินงาน"), field("นำเข้าแผ่นงาน (.xlsx) หรือ CSV แทนที่ฉบับเดิม", log, "ลากไฟล์มาวางในหน้านี้ก็ได้ ตารางเดิมไม่ถูกลบ"), table),
    h("div", { class: "reading" },
      h("div", { "data-pane": true, tabindex: -1 },
        h("section", { class: "card", "data-needs": "writer" }, h("h2", {}, "ภาพการดำเนินงาน"), field("เพิ่มภาพ (JPG หรือ PNG)", pictures, "แล้วพิมพ์คำบรรยายใต้ชื่อภาพ"), pictureBox),
        h("section", { class: "card" }, h("h2", {}, "สร้างรายงาน"), h("div", { class: "row" }, (data.rounds ?? []).map((round) => button(`สร้างรายงานรอบ ${thai(round)} เดือน`, () => run(progress, "/api/build", { year: data.year, round })))), progress),
        h("h2", {}, "ผลตรวจ"), list,
        h("details", { "data-needs": "writer" }, h("summary", {}, "แก้ข้อความและมาตรการ (แบบฟอร์ม)"), formBox),
      ),
      h("div", {}, field("ดูหน้าของ", output), pages),
    ),
  );
  rows(data);
  resume(progress, ["build"]);
  await again();
}
