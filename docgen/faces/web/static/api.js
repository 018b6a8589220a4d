// How the page asks the server: every request with our header, every answer as {status, data}; no English gets through.

const listeners = new Set();
let connected = true;

// Called with true or false when the connection comes or goes, at once with what it is now.
export function onConnection(listener) {
  listeners.add(listener);
  listener(connected);
  return () => listeners.delete(listener);
}

export function setConnected(now) {
  if (now === connected) return;
  connected = now;
  for (const listener of listeners) listener(now);
}

// Status 0: the server could not be reached, what came back was cut off, or nothing came in so many `seconds` (0: any).
export async function ask(method, path, { body, headers = {}, signal, seconds = 0, keepalive = false } = {}) {
  const isForm = body instanceof FormData;
  const sent = { "X-Docgen": "1", ...headers };
  // On a network: a tab that one person opened does nothing in the name of who came in after.
  const person = document.querySelector('meta[name="docgen-person"]')?.content;
  if (person) sent["X-Docgen-For"] = person;
  if (body !== undefined && !isForm) sent["Content-Type"] = "application/json";
  let response;
  let data;
  try {
    response = await fetch(path, {
      method,
      headers: sent,
      body: body === undefined || isForm ? body : JSON.stringify(body),
      signal: seconds ? AbortSignal.timeout(1000 * seconds) : signal,
      keepalive,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
    });
    const isJson = (response.headers.get("Content-Type") ?? "").startsWith("application/json");
    data = isJson ? await response.json() : await response.text();
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    setConnected(false);
    return { status: 0, data: null };
  }
  setConnected(true);
  document.dispatchEvent(new CustomEvent("docgen:session", { detail: response.status !== 401 }));
  return { status: response.status, data };
}

// The findings of an answer that refused; one in plain words where the server gave none.
export function findingsOf(answer) {
  if (answer.data && Array.isArray(answer.data.findings) && answer.data.findings.length) return answer.data.findings;
  const words = {
    0: "ติดต่อโปรแกรมไม่ได้ ตรวจว่าหน้าต่างโปรแกรม docgen ยังเปิดอยู่",
    401: "หมดเวลาการเข้าใช้ เปิดหน้านี้ใหม่จากโปรแกรม docgen",
    403: "หน้านี้ไม่ได้เปิดจากโปรแกรม docgen ปิดแล้วเปิดใหม่จากโปรแกรม",
    404: "ไม่พบรายการนี้แล้ว อาจถูกลบหรือเปลี่ยนชื่อ",
    413: "ไฟล์หรือข้อความใหญ่เกินที่รับได้",
  };
  const message = words[answer.status] ?? "โปรแกรมทำรายการนี้ไม่สำเร็จ";
  return [{ severity: "error", code: "page", message, remedy: "", place: "" }];
}
