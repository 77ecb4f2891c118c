// Sending: one message after another, each tried with the same client_id until the office has it, also after a reload;
// files (chosen in choosing.js) with their progress and a way to stop. Old phones: ES5, no build step.
(function () {
  "use strict";
  var chat = window.nghedan;
  if (!chat) { return; }
  var talk = document.getElementById("talk");
  var form = document.getElementById("say");
  var field = document.getElementById("tin-nhan");
  var address = document.getElementById("dia-chi");
  var place = document.getElementById("vi-tri");
  var choices = document.getElementById("choices");
  var number = document.getElementById("so-may");
  var sends = new RegExp(choices.getAttribute("data-sends"));
  var LONGEST_WAIT_MS = 30000;
  var queue = [], isSending = false, failures = 0, again = null;

  function uuid() {
    var bytes = new Uint8Array(16), text = "", i;
    window.crypto.getRandomValues(bytes);
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    for (i = 0; i < 16; i += 1) {
      text += (i === 4 || i === 6 || i === 8 || i === 10 ? "-" : "") + ("0" + bytes[i].toString(16)).slice(-2);
    }
    return text;
  }

  // --- the queue: what is not sent yet survives a reload of the page ---------------------------------------------------

  function keep() {
    var kept = [], i;
    for (i = 0; i < queue.length; i += 1) {
      kept.push({ fields: queue[i].fields, words: queue[i].words, hadFiles: queue[i].files.length > 0 });
    }
    chat.tab.put("unsent", kept.length ? JSON.stringify(kept) : null);
  }

  function put(message) {
    message.files = message.files || [];
    message.made = chat.bubble("citizen", message.words);
    message.made.className += " waiting";
    message.note = chat.paragraph("at", chat.t("Đang gửi…"));
    message.made.appendChild(message.note);
    talk.appendChild(message.made);
    message.made.scrollIntoView({ block: "end" });
    chat.forgetFresh();
    message.heard = chat.heard;
    queue.push(message);
    keep();
    chat.next();
  }

  function bodyOf(message) {
    var body, name, i;
    if (!message.files.length) { return JSON.stringify(message.fields); }
    body = new window.FormData();
    for (name in message.fields) {
      if (Object.prototype.hasOwnProperty.call(message.fields, name)) { body.append(name, message.fields[name]); }
    }
    for (i = 0; i < message.files.length; i += 1) { body.append(message.files[i].name, message.files[i].file); }
    return body;
  }

  chat.next = function () {
    var message = queue[0];
    window.clearTimeout(again);
    if (isSending || !message) { return; }
    isSending = true;
    message.call = chat.request({
      path: "messages",
      body: bodyOf(message),
      progress: message.files.length ? function (event) { progress(message, event); } : null,
      done: function (status, answer) { sent(message, status, answer); }
    });
    if (message.files.length) { offerToStop(message); }
  };

  function sent(message, status, answer) {
    isSending = false;
    if (message.bar) { chat.drop(message.bar); message.bar = null; }
    if (status === 202) {
      take(message);
      failures = 0;
      // what was sent again may have been answered already, its first answer lost on the way
      chat.isAnswering(!(answer && answer.seq && answer.seq < chat.last));
      if (answer && answer.waits) {
        message.note.textContent = chat.t("Đã nhận");
        chat.held.push(message.made);
      } else {
        chat.drop(message.made);
      }
      chat.ask(0, chat.next);
      chat.next();
    } else if (status >= 400 && status < 500 && status !== 408 && status !== 429 || status === 507) {
      take(message);
      giveBack(message);
      chat.say((answer && answer.detail) || chat.t("Tin chưa gửi được. Anh/Chị thử lại giúp ạ."));
      chat.next();
    } else {
      failures += 1;
      message.note.textContent = (status === 429 && answer && answer.detail) || chat.t("Chưa gửi được, sẽ gửi lại.");
      offerToStop(message);
      again = window.setTimeout(chat.next, message.heard < chat.heard ? 0 : Math.min(3000 * failures, LONGEST_WAIT_MS));
      message.heard = chat.heard;
    }
  }

  function take(message) {
    var at = queue.indexOf(message);
    if (at >= 0) { queue.splice(at, 1); }
    if (message.stop) { chat.drop(message.stop); message.stop = null; }
    keep();
  }

  // What is not sent stands where it was typed and chosen, before what has been typed since: neither is lost.
  function giveBack(message) {
    chat.drop(message.made);
    if (message.offered && choices.hidden) { chat.offer(message.offered); }
    field.value = [message.fields.text, field.value].filter(Boolean).join("\n");
    chat.files.giveBack(message.files);
    keepDraft();
  }

  function keepDraft() { chat.tab.put("draft", field.value || null); }

  // --- files: how far they are, and a way to stop ----------------------------------------------------------------------

  function progress(message, event) {
    if (!event.lengthComputable) { return; }
    if (!message.bar) {
      message.bar = document.createElement("progress");
      message.bar.max = 100;
      message.bar.setAttribute("aria-label", chat.t("Đã gửi được"));
      message.made.insertBefore(message.bar, message.note);
      inSight(message);
    }
    message.bar.value = Math.floor(event.loaded / event.total * 100);
    message.note.textContent = chat.t("Đang gửi…") + " " + message.bar.value + "%";
    if (event.loaded === event.total && message.stop) { chat.drop(message.stop); message.stop = null; }
  }

  function offerToStop(message) {
    if (message.stop) { return; }
    message.stop = document.createElement("button");
    message.stop.type = "button";
    message.stop.className = "stop";
    message.stop.textContent = chat.t("Thôi gửi");
    message.stop.addEventListener("click", function () {
      var isFirst = queue[0] === message;
      take(message);
      giveBack(message);
      if (isFirst && isSending) { isSending = false; message.call.abort(); }
      field.focus();
      chat.next();
    });
    message.made.appendChild(message.stop);
    inSight(message);
  }

  // It has grown: how far it is, and the button beneath, would lie below the edge of a small screen.
  function inSight(message) { message.made.scrollIntoView({ block: "nearest" }); }

  function said(text, where) { return text && where ? text + "\n" + chat.t("Ở") + " " + where : text || where; }

  function shown(text, files) { return text || (files[0].name === "photo" ? chat.t("📷 Ảnh") : chat.t("Tệp:") + " " + files[0].file.name); }

  // Send what is typed and picked; false where there is nothing.
  function sendWritten() {
    var text = said(field.value.trim(), address.value.trim()), files = chat.files.take();
    if (!text && !files.length) { return false; }
    put({ fields: { client_id: uuid(), text: text }, files: files, words: shown(text, files) });
    field.value = address.value = "";
    keepDraft();
    document.getElementById("noi").open = false;
    return true;
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    chat.say(chat.files.fault());
    if (chat.files.fault()) { return; }
    if (sendWritten()) {
      chat.focus();
    } else {
      chat.say(chat.t("Anh/Chị chưa viết gì. Xin kể việc cần phản ánh, hoặc chọn một ảnh rồi bấm Gửi tin."));
      field.focus();
    }
  });

  field.addEventListener("input", keepDraft);
  field.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.querySelector("button.first").click();
    }
  });

  choices.addEventListener("click", function (event) {
    var button = event.target;
    if (button.tagName !== "BUTTON") { return; }
    event.preventDefault();
    // who has picked a photo and presses “Gửi” of the read-back means to send the photo too: it goes first
    if (sends.test(button.value)) {
      chat.say(chat.files.fault());
      if (chat.files.fault()) { return; }
      sendWritten();
    }
    chat.say("");
    put({ fields: { client_id: uuid(), choice: button.value }, words: button.textContent, offered: offered() });
    chat.offer([]);
    chat.focus();
  });

  // The answers on offer: who takes one back, or whose choice is not taken, may choose again.
  function offered() {
    var buttons = choices.querySelectorAll("button"), list = [], i;
    for (i = 0; i < buttons.length; i += 1) { list.push({ payload: buttons[i].value, label: buttons[i].textContent }); }
    return list;
  }

  number.addEventListener("submit", function (event) {
    var typed = document.getElementById("so-dien-thoai");
    event.preventDefault();
    chat.say("");
    put({ fields: { client_id: uuid(), phone: typed.value.trim() }, words: chat.t("Số điện thoại:") + " " + typed.value.trim() });
    typed.value = "";
    chat.offer([]);
    chat.focus();
  });

  // --- place -----------------------------------------------------------------------------------------------------------

  if (navigator.geolocation && window.isSecureContext !== false) {
    document.getElementById("hoac").hidden = false;
    place.addEventListener("click", function () {
      place.disabled = true;
      navigator.geolocation.getCurrentPosition(function (found) {
        place.disabled = false;
        put({
          fields: { client_id: uuid(), location: { lat: found.coords.latitude, lon: found.coords.longitude } },
          words: chat.t("📍 Vị trí của tôi")
        });
      }, function () {
        place.disabled = false;
        chat.say(chat.t("Máy không cho biết vị trí. Anh/Chị gõ tên đường, xóm, phường vào ô địa chỉ giúp ạ."));
        address.focus();
      }, { timeout: 15000, enableHighAccuracy: true });
    });
  }

  // --- what the page before this one could not send ----------------------------------------------------------------------

  function resume() {
    var kept, i;
    field.value = field.value || chat.tab.get("draft") || "";
    try { kept = JSON.parse(chat.tab.get("unsent")) || []; } catch (ignored) { kept = []; }
    for (i = 0; i < kept.length; i += 1) {
      if (kept[i].hadFiles) {
        chat.say(chat.t("Trang đã tải lại khi đang gửi ảnh, tệp. Nếu ở trên chưa thấy “đã gửi”, Anh/Chị chọn lại giúp ạ."));
      }
      if (!kept[i].hadFiles || kept[i].fields.text) { put({ fields: kept[i].fields, words: kept[i].words }); }
    }
  }

  form.className += " live";
  document.addEventListener("DOMContentLoaded", resume);
}());
