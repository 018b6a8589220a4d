// สำนักงาน: agency.yaml as a form, the register and the journal; on a network who may do what.
import { showAccounts } from "./accounts.js";
import { ask, findingsOf } from "./api.js";
import { h, thaiTime } from "./dom.js";
import { listFindings, tell } from "./findings.js";
import { Form } from "./form.js";
import { isShared, may } from "./roles.js";

export async function show(main, data) {
  const message = h("div", { hidden: true });
  const said = h("p", { class: "good-news", role: "status" });
  const formBox = h("div", {});
  const accounts = h("div", {});
  const journal = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "บันทึกการทำงาน" });
  const list = h("ul", { class: "findings" });
  let { text, digest } = data;

  async function keep(changed) {
    const answer = await ask("PUT", "/api/d/agency.yaml", { body: { text: changed }, headers: digest ? { "If-Match": `"${digest}"` } : { "If-None-Match": "*" } });
    if (answer.status === 412) return tell(message, [{ ...findingsOf(answer)[0], hint: "มีผู้แก้ข้อมูลหน่วยงานระหว่างนี้ เปิดหน้านี้ใหม่ แล้วแก้อีกครั้ง" }]);
    if (answer.status !== 200) return tell(message, findingsOf(answer));
    tell(message, []);
    text = changed;
    digest = answer.data.digest;
    said.textContent = "บันทึกแล้ว";
    check();
  }
  async function check() {
    const answer = await ask("POST", "/api/check", { body: { id: "agency.yaml", texts: {} } });
    if (answer.status === 200) listFindings(list, answer.data.findings);
  }
  if (!digest && text) said.textContent = "สำนักงานนี้ยังไม่มีข้อมูลหน่วยงาน กรอกชื่อ แล้วเพิ่มผู้ลงนาม โปรแกรมสร้างไฟล์ให้เอง";
  if (text === undefined) {
    const answer = await ask("GET", "/api/d/agency.yaml");
    if (answer.status === 200) ({ text, digest } = answer.data);
    else tell(message, findingsOf(answer));
  }
  const fields = data.schema ? { status: 200, data } : await ask("GET", "/api/office");
  const readOnly = Boolean(data.read_only) || !may("writer");
  const form = new Form(formBox, { address: "/api/d/agency.yaml/fields", readOnly, current: () => text, onText: keep, onWrong: (found) => tell(message, found) });
  const help = readOnly ? "แก้ได้เฉพาะผู้เขียน" : "แก้ช่องใด โปรแกรมบันทึกเฉพาะช่องนั้นให้ทันที เอกสารทุกฉบับใช้ข้อมูลชุดนี้";
  main.replaceChildren(
    h("h1", {}, "สำนักงาน"),
    message,
    said,
    accounts,
    h("section", { class: "card" }, h("h2", {}, "ข้อมูลหน่วยงาน"), h("p", {}, help), formBox),
    h("h2", {}, "ผลตรวจ"),
    list,
    h("section", { class: "card" }, h("h2", {}, "บันทึกการทำงาน"), journal),
  );
  if (isShared) showAccounts(accounts, data);
  if (fields.status === 200) form.draw(fields.data);
  else tell(message, findingsOf(fields));
  if (digest) check();
  const events = await ask("GET", "/api/journal");
  if (events.status !== 200) return;
  const rows = events.data.events.slice(0, 200).map((one) => h("tr", {}, [thaiTime(one.at), one.event_name, one.path, one.by ?? "", one.remark ?? ""].map((words) => h("td", {}, words ?? ""))));
  journal.replaceChildren(
    rows.length
      ? h("table", {}, h("thead", {}, h("tr", {}, ["เมื่อ", "ทำอะไร", "เอกสาร", "ผู้ทำ", "หมายเหตุ"].map((words) => h("th", { scope: "col" }, words)))), h("tbody", {}, rows))
      : h("p", {}, "ยังไม่มีการออกเลข ลงนาม หรือเก็บหลักฐาน"),
  );
}
