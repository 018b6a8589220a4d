// Ctrl+K: go to a document by a part of its name.
import { ask } from "./api.js";
import { encoded, h } from "./dom.js";

let open = false;

export async function goToDialog() {
  if (open) return;
  open = true;
  const answer = await ask("GET", "/api/documents");
  const documents = answer.status === 200 ? answer.data.documents : [];
  const input = h("input", { type: "search", "aria-label": "ค้นหาเอกสาร", autocomplete: "off" });
  const list = h("ul", { class: "plain-list" });
  const dialog = h("dialog", { "aria-labelledby": "go-title" }, h("h2", { id: "go-title" }, "ไปที่เอกสาร"), h("p", { class: "help" }, "พิมพ์บางคำของเรื่องหรือเลขที่ กด Enter ไปที่ฉบับแรก กด Esc ปิด"), input, list);
  const draw = () => {
    const wanted = input.value.trim().toLowerCase();
    const found = documents.filter((one) => `${one.title} ${one.id} ${one.number ?? ""}`.toLowerCase().includes(wanted));
    const items = found.slice(0, 12).map((one) => h("li", {}, h("a", { href: addressOf(one) }, `${one.kind_name} ${one.title}`)));
    list.replaceChildren(...(items.length ? items : [h("li", {}, "ไม่พบเอกสารที่ชื่อมีคำนี้")]));
  };
  input.addEventListener("input", draw);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector("a")?.click();
  });
  dialog.addEventListener("close", () => {
    open = false;
    dialog.remove();
  });
  document.body.append(dialog);
  draw();
  dialog.showModal();
}

// Where a document is worked on: reports have a screen of their own.
export function addressOf(one) {
  const report = /^reports\/([0-9]{4})\//.exec(one.id);
  return report ? `/report/${report[1]}` : `/d/${encoded(one.id)}`;
}
