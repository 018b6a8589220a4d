// What is typed in one document, from key to file: who has the pen, what is unsaved and where it is kept, and the
// questions where two texts stand. The rule over all: what was typed is in the file, in this browser, or on the screen.
import { ask } from "./api.js";
import { conflictDialog, goneDialog, lockedDialog, recoveredDialog } from "./dialogs.js";
import { button, encoded, h, say } from "./dom.js";
import { tell } from "./findings.js";
import { Saver } from "./saving.js";
import { Tabs } from "./tabs.js";

const WORDS = {
  saved: "บันทึกแล้ว",
  unsaved: "ยังไม่บันทึก…",
  saving: "กำลังบันทึก…",
  offline: "ติดต่อโปรแกรมไม่ได้ สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้ พิมพ์ต่อได้",
  conflict: "ไฟล์นี้ถูกแก้จากที่อื่น สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้",
  session: "หมดเวลาการเข้าใช้ สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้ เปิด docgen อีกครั้งแล้วกลับมาที่หน้านี้",
  refused: "บันทึกไม่ได้ สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้",
};
// Where the browser keeps nothing (no room, switched off), no word may say that it does.
const UNKEPT_WORDS = {
  ...WORDS,
  offline: "ติดต่อโปรแกรมไม่ได้ และเบราว์เซอร์นี้เก็บสิ่งที่พิมพ์ไว้ไม่ได้ อย่าปิดหน้านี้",
  conflict: "ไฟล์นี้ถูกแก้จากที่อื่น อย่าปิดหน้านี้ก่อนเลือกฉบับ",
  session: "หมดเวลาการเข้าใช้ เปิด docgen อีกครั้งก่อนปิดหน้านี้",
  refused: "บันทึกไม่ได้ และเบราว์เซอร์นี้เก็บสิ่งที่พิมพ์ไว้ไม่ได้ อย่าปิดหน้านี้",
};
const UNKEPT = "เบราว์เซอร์นี้เก็บสำรองไม่ได้ (ที่ว่างเต็มหรือปิดไว้) โปรแกรมจึงบันทึกลงไฟล์ทันทีที่พิมพ์ ถ้าบันทึกไม่ได้ อย่าปิดหน้านี้";
const GRAVE = ["offline", "conflict", "session", "refused"];
const MOST_DRAFTS = 20;
const REST_MS = 800;

export const SAVED_WORDS = WORDS.saved;

export class Writing {
  #id;
  #data;
  #parts;
  #isLocked;
  #onText;
  #isAsking = false;
  #lastKey = 0;
  #isOpen = false;

  // options: id, data (the document as the server gave it), address, parts {saved, message, otherTab, details}, editor,
  // isLocked, onText(text) for a text that came from elsewhere into the editor.
  constructor({ id, data, address, parts, editor, isLocked, onText }) {
    this.#id = id;
    this.#data = data;
    this.#parts = parts;
    this.#isLocked = isLocked;
    this.#onText = onText;
    this.address = address;
    this.editor = editor;
    this.unkept = h("p", { class: "banner bad", role: "alert", hidden: true }, UNKEPT);
    parts.message.before(this.unkept);
    parts.editor.addEventListener("paste", (event) => this.#paste(event), true);
    this.saver = new Saver({
      address, id, text: data.text, digest: data.digest, correcting: Boolean(data.correcting),
      onState: (state, details) => this.#stateChanged(state, details), onKeeps: (keeps) => this.#keepsChanged(keeps),
    });
    this.tabs = new Tabs(id, {
      onPen: (mine) => this.#penChanged(mine),
      onText: (text) => this.#follow(text),
      onSaved: (text, digest) => (this.#follow(text), this.saver.wrote(text, digest)),
      onAsked: () => this.#introduce(),
      onYield: () => this.#yield(),
    });
  }

  get mayWrite() {
    return this.tabs.hasPen && this.#isOpen && !this.#isLocked;
  }

  // Asks about what was kept of an earlier time, then lets the clerk write; or follows the tab that writes.
  async begin() {
    this.editor.setReadOnly(true);
    if (this.#isLocked) return this.#offerKept();
    document.addEventListener("click", (event) => this.#followLink(event), true);
    window.addEventListener("focus", () => this.lookAtDisk());
    document.addEventListener("docgen:hello", () => this.lookAtDisk());
    document.addEventListener("docgen:changed", (event) => event.detail.id === this.#id && this.lookAtDisk());
    this.#isOpen = false;
    await this.tabs.begin();
    if (!this.tabs.hasPen) {
      const found = await this.saver.recovered();
      if (found && !this.tabs.hasPen) this.#follow(found.text); // what the other tab has and did not save
      return;
    }
    const found = await this.saver.recovered();
    if (found) await this.#recover(found);
    this.#open();
  }

  #rest() {
    return new Promise((resolve) => {
      const look = () => (Date.now() - this.#lastKey >= REST_MS ? resolve() : setTimeout(look, REST_MS / 4));
      look();
    });
  }

  changed(text) {
    this.#lastKey = Date.now();
    this.saver.changed(text);
    this.tabs.tell(text);
  }

  save() {
    if (this.saver.state === "conflict") return this.#settle(this.conflict);
    return this.saver.save();
  }

  async #recover(found) {
    const { text, digest } = this.#data;
    const isOurs = found.digest === digest || found.sent?.includes(text);
    const chosen = isOurs
      ? (await recoveredDialog({ kept: found.text, disk: text })) ? found.text : text
      : await conflictDialog({ mine: found.text, theirs: text });
    this.#put(chosen ?? found.text);
    this.tabs.tell(this.editor.text());
    if (chosen === null) {
      // Not decided: nothing is written over; the choice stays open.
      await this.saver.resolve(found.text, { theirs: null, digest: found.digest, sent: found.sent });
      return;
    }
    await this.saver.resolve(chosen, { theirs: text, digest });
  }

  #open() {
    this.#isOpen = true;
    this.editor.setReadOnly(false);
    this.saver.begin();
  }

  async #penChanged(mine) {
    const { otherTab, details } = this.#parts;
    otherTab.hidden = mine;
    details.inert = !mine;
    if (!mine) {
      otherTab.replaceChildren("เอกสารนี้เปิดเขียนอยู่ในอีกแท็บหนึ่ง แท็บนี้ดูตามได้ ", button("เขียนในแท็บนี้แทน", () => this.tabs.take()));
      return this.#yield();
    }
    if (!this.isFollowing) return undefined; // the page begins: `begin` goes on
    this.isFollowing = false;
    await this.#goOn();
    if (this.tabs.hasPen) this.#open();
    return undefined;
  }

  // Goes on where the tab that had the pen left off: with what it kept, else with what stands on the disk.
  async #goOn() {
    const answer = await ask("GET", this.address);
    const { heard, savedText } = this.saver;
    const shown = this.editor.text();
    const disk = answer.status === 200 ? answer.data : null;
    const isKnown = disk && [savedText, shown, ...heard].includes(disk.text);
    const isKept = this.unkept.hidden;
    // Where this browser keeps nothing, what the other tab told is all there is; a text that came from elsewhere is asked about.
    if (disk && (isKept || isKnown)) this.saver.wrote(disk.text, disk.digest);
    const found = await this.saver.recovered();
    if (found) {
      this.#put(found.text);
      await this.saver.resolve(found.text, { theirs: null, digest: found.digest, sent: [...(found.sent ?? []), ...heard] });
    } else if (disk && isKept) {
      this.#put(disk.text);
      this.saver.changed(disk.text);
    } else this.saver.changed(shown);
  }

  #yield() {
    this.isFollowing = true;
    this.#isOpen = false;
    this.editor.setReadOnly(true);
    return this.saver.yield();
  }

  #put(text) {
    if (this.editor.text() === text) return;
    this.editor.setText(text, { quiet: true });
    this.#onText(text);
  }

  #follow(text) {
    this.saver.follows(text);
    this.#put(text);
  }

  #introduce() {
    this.tabs.tellSaved(this.saver.savedText, this.saver.digest);
    this.tabs.tell(this.editor.text());
  }

  #keepsChanged(keeps) {
    this.unkept.hidden = keeps;
    this.#stateChanged(this.saver.state, {});
  }

  #stateChanged(state, details) {
    const { saved, message } = this.#parts;
    saved.textContent = (this.unkept.hidden ? WORDS : UNKEPT_WORDS)[state];
    saved.classList.toggle("bad", GRAVE.includes(state));
    if (["refused", "session"].includes(state) && details.findings) this.#tellRefused(details);
    if (state === "saved") tell(message, []);
    if (state === "saved" && this.tabs?.hasPen) this.tabs.tellSaved(this.saver.text, this.saver.digest);
    if (state === "conflict" && details.digest !== undefined) this.#settle(details);
  }

  #tellRefused({ findings, status }) {
    const { message } = this.#parts;
    tell(message, findings.map((found) => ({ ...found, path: "" })));
    if (status === 409) message.append(button("เก็บสิ่งที่พิมพ์เป็นร่างใหม่", () => this.#keepAsDraft(this.editor.text())));
  }

  // Two texts: the clerk chooses; until then nothing is written.
  async #settle(conflict) {
    this.conflict = conflict;
    if (this.#isAsking) return false;
    this.#isAsking = true;
    await this.#rest(); // keys that are pressed while a question opens would go to it
    const { theirs, digest, isThere } = this.conflict;
    const mine = this.editor.text();
    const chosen = theirs === null ? ((await goneDialog({ mine, isThere })) ? mine : null) : await conflictDialog({ mine, theirs });
    this.#isAsking = false;
    if (!this.tabs.hasPen) return false;
    if (chosen === null) {
      const again = button("เลือกฉบับ", () => this.#settle(this.conflict));
      this.#parts.message.hidden = false;
      this.#parts.message.replaceChildren(h("p", { class: "banner bad" }, "ยังไม่ได้เลือกฉบับ สิ่งที่พิมพ์เก็บไว้ในเครื่องนี้ ยังไม่เขียนลงไฟล์ ", again));
      return false;
    }
    this.#put(chosen); // undo brings back what stood there
    this.tabs.tell(chosen);
    return this.saver.resolve(chosen, { theirs, digest });
  }

  // What another program changed meanwhile: taken over where nothing is unsaved here, else a choice comes on saving.
  async lookAtDisk() {
    const isQuiet = () => this.mayWrite && this.saver.state === "saved" && this.saver.isSaved;
    if (!isQuiet()) return;
    const answer = await ask("GET", this.address);
    if (!isQuiet()) return;
    if (answer.status === 404) {
      const words = "ไฟล์นี้ถูกลบหรือเปลี่ยนชื่อจากที่อื่น ข้อความยังอยู่ในหน้านี้ ";
      this.#parts.message.hidden = false;
      this.#parts.message.replaceChildren(h("p", { class: "banner bad" }, words, button("สร้างไฟล์นี้กลับ", () => this.saver.resolve(this.editor.text(), { theirs: null, digest: "" }))));
      return;
    }
    if (answer.status !== 200) return;
    if (answer.data.locked && !this.#data.correcting) return location.reload(); // issued meanwhile: the page says so
    if (answer.data.digest === this.saver.digest) return;
    this.#put(answer.data.text);
    this.saver.wrote(answer.data.text, answer.data.digest);
    const words = "ไฟล์ถูกแก้จากที่อื่น แสดงฉบับใหม่แล้ว (Ctrl+Z เรียกฉบับก่อนคืน)";
    this.#parts.message.hidden = false;
    this.#parts.message.replaceChildren(h("p", { class: "banner" }, words));
    say(words);
  }

  // Text from Windows has its own ends of lines: they would stay in the text as marks that nobody sees.
  #paste(event) {
    const words = event.clipboardData?.getData("text/plain") ?? "";
    if (!words.includes("\r") || !this.mayWrite) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { view } = this.editor;
    view.dispatch({ ...view.state.replaceSelection(words.replace(/\r\n?/g, "\n")), scrollIntoView: true, userEvent: "input.paste" });
  }

  // A link of the page is followed when what was typed is in the file: the next screen shows it.
  async #followLink(event) {
    const link = event.target.closest?.("a[href]");
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || link.target || link.origin !== location.origin || link.hasAttribute("download")) return;
    if (this.saver.isSaved || !this.mayWrite || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    await Promise.race([this.saver.save(), new Promise((resolve) => setTimeout(resolve, 2000))]);
    location.assign(link.href);
  }

  // The document was locked (issued, made read-only) before what was typed got into it: it is shown, never thrown away.
  async #offerKept() {
    const found = await this.saver.recovered();
    if (!found) return;
    const { message } = this.#parts;
    const look = async () => {
      const chosen = await lockedDialog({ kept: found.text, disk: this.#data.text });
      if (chosen === "draft") await this.#keepAsDraft(found.text);
      if (chosen === "drop") await this.saver.forget().then(() => (message.hidden = true));
    };
    message.hidden = false;
    message.replaceChildren(h("p", { class: "banner bad" }, "มีข้อความที่พิมพ์ไว้ก่อนเอกสารนี้ถูกล็อก ยังอยู่ในเครื่องนี้ ", button("ดูข้อความนั้น", look)));
  }

  async #keepAsDraft(text) {
    const stem = this.#id.replace(/\.[a-z]+$/, "");
    const ending = this.#id.slice(stem.length);
    for (let number = 1; number <= MOST_DRAFTS; number++) {
      const id = `${stem}-ร่าง${number > 1 ? number : ""}${ending}`;
      const answer = await ask("PUT", `/api/d/${encoded(id)}`, { body: { text }, headers: { "If-None-Match": "*" } });
      if (answer.status === 412) continue; // there is such a file
      if (answer.status !== 200) return this.#tellRefused({ findings: answer.data?.findings ?? [] });
      await this.saver.drop();
      return location.assign(`/d/${encoded(id)}`);
    }
    return undefined;
  }
}
