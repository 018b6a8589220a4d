// Findings as a list: place, what is wrong, what to write instead; a button where it can be mended.
const SEVERITIES = { error: "ผิด", warning: "ควรแก้", hint: "แนะนำ" };

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function listFindings(box, findings, { onGo, onMend } = {}) {
  const focused = document.activeElement?.closest?.("[data-finding]")?.dataset.finding;
  if (!findings.length) {
    box.replaceChildren(element("li", "hint good-news", "ไม่พบข้อผิดพลาด"));
    return;
  }
  const made = findings.map((finding, index) => {
    const item = element("li", finding.severity);
    item.dataset.finding = `${finding.code}:${finding.line}:${index}`;
    const words = finding.place ? `${finding.place} ` : "";
    item.append(element("span", "place", `${SEVERITIES[finding.severity] ?? ""} ${words}`), element("span", "", finding.message));
    if (finding.remedy) item.append(element("p", "remedy", finding.remedy));
    const row = element("div", "row");
    if (onGo && finding.line) {
      const go = element("button", "plain", "ไปที่ข้อความ");
      go.type = "button";
      go.setAttribute("aria-label", `ไปที่บรรทัด ${finding.line}`);
      go.addEventListener("click", () => onGo(finding));
      row.append(go);
    }
    if (onMend && finding.repair) {
      const mend = element("button", "", "แก้ให้");
      mend.type = "button";
      mend.setAttribute("aria-label", `แก้ให้: ${finding.message}`);
      mend.addEventListener("click", () => onMend(finding));
      row.append(mend);
    }
    if (row.childElementCount) item.append(row);
    return item;
  });
  box.replaceChildren(...made);
  if (focused) box.querySelector(`[data-finding="${CSS.escape(focused)}"] button`)?.focus();
}
