// ดูไฟล์: what was built, signed or scanned, page by page.
import { encoded, h, link } from "./dom.js";
import { keepAddress, showFile } from "./see.js";

const CALLED = { output: "ไฟล์ที่สร้าง", signed: "ฉบับที่ลงนามแล้ว", scan: "สแกนของฉบับที่ลงนามด้วยปากกา" };

export async function show(main, data) {
  const pages = h("div", { class: "pages", tabindex: 0, role: "region", "aria-label": "ทุกหน้าของไฟล์", "data-pane": true });
  main.replaceChildren(
    h("h1", {}, `${CALLED[data.shelf] ?? "ไฟล์"}: ${data.name}`),
    h("p", { class: "row" },
      link("เก็บลงเครื่อง", keepAddress(data.path), { class: "button" }),
      data.document && link("เปิดเอกสาร", `/d/${encoded(data.document)}`, { class: "button" }),
      data.document && link("ลงนามและสแกน", `/d/${encoded(data.document)}/sign`, { class: "button" })),
    pages,
  );
  await showFile(pages, data.path);
}
