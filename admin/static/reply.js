// Beside a reply: templates and preview without leaving the page, drafts kept while one types. Works without this too.
"use strict";

(() => {
  const QUIET_MS = 3000;
  const AFTER_LEAVING_MS = 400; // the press of a button that sends comes after leaving the field: then nothing is kept
  const LOST = "Chưa lưu được nháp. Cứ gõ tiếp; khi gửi, nội dung vẫn còn dù phải đăng nhập lại.";

  const words = (name, text, className) => {
    const part = document.createElement(name);
    part.textContent = text;
    if (className) part.className = className;
    return part;
  };

  const button = (label, press) => {
    const part = words("button", label);
    part.type = "button";
    part.addEventListener("click", press);
    return part;
  };

  const attend = (form) => {
    const state = form.querySelector(".state");
    const hints = form.querySelector(".hints");
    const shown = form.querySelector(".preview");
    const revision = form.elements.revision;
    const text = form.dataset.text ? form.elements[form.dataset.text] : null;
    let waiting = 0;
    let isChanged = false;
    let isSent = false;
    let isAsking = false;

    const say = (note, isOff = false) => {
      state.textContent = note;
      state.classList.toggle("off", isOff);
    };

    const post = async (does, options = {}) => {
      const data = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
      data.set("do", does);
      const answer = await fetch(form.dataset.replies, { method: "POST", body: data, headers: { accept: "application/json" }, ...options }).catch(() => null);
      return answer && answer.ok && (answer.headers.get("content-type") || "").startsWith("application/json") ? answer.json() : null;
    };

    const hint = (found) => {
      hints.replaceChildren(...found.map((one) => words("li", one)));
      hints.hidden = !found.length;
    };

    const choose = (newer) => {
      // the fields of the other window, or these: nothing is laid over the other in silence
      const take = button("Dùng bản kia", () => {
        for (const [name, value] of Object.entries(newer.fields)) {
          const field = form.elements[name];
          if (field && "value" in field && field.type !== "checkbox") field.value = value;
        }
        revision.value = newer.revision;
        isAsking = isChanged = false;
        say("Đang dùng bản của cửa sổ kia.");
      });
      const keep = button("Giữ bản này", () => {
        revision.value = newer.revision;
        isAsking = false;
        save();
      });
      const ways = document.createElement("div");
      ways.className = "choose";
      ways.append(take, keep);
      isAsking = true;
      say(`Một cửa sổ khác vừa lưu bản nháp này lúc ${newer.at}. Bản ở đây chưa được lưu.`, true);
      state.append(ways);
    };

    const save = async (options) => {
      clearTimeout(waiting);
      if (!isChanged || isSent || isAsking) return;
      isChanged = false;
      const told = await post("draft", options);
      if (isSent) return;
      if (!told) {
        isChanged = true;
        say(LOST, true);
      } else if (told.newer) {
        isChanged = true;
        choose(told.newer);
      } else {
        if (told.revision !== null) revision.value = told.revision;
        say(told.note, told.revision === null);
        hint(told.hints);
        if (shown.childElementCount) preview(false); // it must not show what is no longer written
      }
    };

    const later = (wait) => {
      clearTimeout(waiting);
      waiting = setTimeout(save, wait);
    };

    const fill = async () => {
      const told = await post("fill");
      if (!told) return say("Chưa điền được mẫu. Xin thử lại.", true);
      text.value = told.text;
      say(told.note);
      hint(told.hints);
      text.focus();
      text.scrollTop = 0;
      isChanged = true;
      return later(QUIET_MS);
    };

    const preview = async (isAsked = true) => {
      const told = await post("preview");
      if (!told) return say("Chưa xem trước được. Xin thử lại.", true);
      hint(told.hints);
      if (isAsked) say(told.note); // else what was said of the draft stays
      const one = told.preview;
      if (!one) return shown.replaceChildren();
      const parts = [words("h3", "Người dân sẽ đọc"), ...one.about.map((line) => words("p", line, "fine")), ...one.messages.map((line) => words("p", line, "said text"))];
      if (one.messages.length > 1) parts.push(words("p", `Dài quá một tin nên gửi thành ${one.messages.length} tin.`, "fine"));
      if (one.looked_up) parts.push(words("p", "Hồ sơ được giữ kín: trong chat chỉ báo có tin mới. Nội dung đầy đủ ở trang tra cứu:", "fine"), words("p", one.looked_up, "said text"));
      if (one.others) parts.push(words("p", `Cùng gửi cho ${one.others} người, hồ sơ khác, mỗi nơi theo mã riêng.`, "fine"));
      return shown.replaceChildren(...parts);
    };

    const doing = { fill, preview: () => preview(), draft: () => { isChanged = true; return save(); } };

    form.addEventListener("click", (event) => {
      const pressed = event.target.closest('button[name="do"]');
      if (!pressed || !doing[pressed.value]) return;
      event.preventDefault();
      doing[pressed.value]();
    });
    form.addEventListener("input", (event) => {
      if (event.target.name === "template" || event.target.type === "file") return;
      isChanged = true;
      const most = Number(event.target.dataset.most);
      const count = event.target.value.length;
      if (most && count > most) say(`Dài ${count.toLocaleString("vi-VN")} ký tự, nhiều nhất ${most.toLocaleString("vi-VN")}. Xin rút gọn trước khi gửi.`, true);
      else later(QUIET_MS);
    });
    form.addEventListener("focusout", () => isChanged && later(AFTER_LEAVING_MS));
    form.addEventListener("submit", () => {
      isSent = true;
      clearTimeout(waiting);
    });
    window.addEventListener("pageshow", () => { isSent = false; });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") save({ keepalive: true });
    });
  };

  document.querySelectorAll("form[data-replies]").forEach(attend);
})();
