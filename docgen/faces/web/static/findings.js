// Findings as a list: place, what is wrong, what to write instead; a button where it can be mended.
import { button, encoded, h, link, thai } from "./dom.js";
import { explain } from "./explain.js";

const SEVERITIES = { error: "ผิด", warning: "ควรแก้", hint: "แนะนำ" };
const ORDER = Object.keys(SEVERITIES);

// The document that a screen is about: of its findings only the line is told.
const ownId = () => /^\/d\/(.+?)(?:\/(?:issue|sign))?$/.exec(decodeURIComponent(location.pathname))?.[1] ?? "";

const placeOf = (finding) =>
  [finding.path, finding.line ? `บรรทัด ${thai(finding.line)}` : ""].filter(Boolean).join(" ");

// Where a finding is about another document than the screen's own, it leads there.
const canOpen = (finding, onGo) =>
  !onGo && /\.(md|yaml|csv)$/.test(finding.id ?? "") && !location.pathname.startsWith(`/d/${encoded(finding.id)}`);
const opens = (finding) => link("เปิดเพื่อแก้", `/d/${encoded(finding.id)}`, { "aria-label": `เปิด ${finding.id} เพื่อแก้` });
const why = (finding) =>
  button("เพราะอะไร", () => explain(finding.code), { class: "plain", "aria-label": `เพราะอะไร: ${finding.message}` });

export function listFindings(box, findings, { onGo, onMend, here = ownId(), none = "ไม่พบข้อผิดพลาด" } = {}) {
  const focused = document.activeElement?.closest?.("[data-finding]")?.dataset.finding;
  if (!findings.length) return box.replaceChildren(...(none ? [h("li", { class: "hint good-news" }, none)] : []));
  // What stops a document comes first, hints last; otherwise in the order of the text.
  const sorted = [...findings].sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
  const made = sorted.map((finding) => {
    const isHere = !here || finding.id === here;
    const place = isHere && here ? (finding.line ? `บรรทัด ${thai(finding.line)}` : "") : placeOf(finding);
    const go =
      onGo && finding.line && isHere
        ? button("ไปที่ข้อความ", () => onGo(finding), { class: "plain", "aria-label": `ไปที่ข้อความ บรรทัด ${thai(finding.line)}` })
        : null;
    const canMend = onMend && finding.repair !== null && finding.repair !== undefined && finding.span && isHere;
    const mend = canMend
      ? button("แก้ให้", () => onMend(finding), { "aria-label": `แก้ให้ ${finding.message}` })
      : null;
    return h(
      "li",
      { class: finding.severity, dataset: { finding: `${finding.code}:${finding.line}:${finding.column}` } },
      h("strong", {}, `${finding.level ?? SEVERITIES[finding.severity] ?? ""} `),
      place && h("span", { class: "place" }, `${place}: `),
      finding.message,
      !(isHere && here) && finding.excerpt && h("pre", { class: "excerpt" }, finding.excerpt),
      finding.hint && h("p", { class: "remedy" }, finding.hint),
      (go || mend || finding.is_rule || canOpen(finding, onGo)) &&
        h("div", { class: "row" }, go, mend, canOpen(finding, onGo) && opens(finding), finding.is_rule && why(finding)),
    );
  });
  box.replaceChildren(...made);
  if (focused) box.querySelector(`[data-finding="${CSS.escape(focused)}"] button`)?.focus();
}

// What a refused request says, at once for screen readers too; nothing clears the place.
export function tell(box, findings) {
  if (!box) return;
  box.hidden = !findings.length;
  const list = h("ul", { class: "findings" });
  listFindings(list, findings, { none: "" });
  box.replaceChildren(...(findings.length ? [list] : []));
}
