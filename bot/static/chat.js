// The chat page with live updates; without this script the page's form does the same. Old phones: ES5, no build step.
(function () {
  "use strict";
  var talk = document.getElementById("talk");
  var form = document.getElementById("say");
  var field = document.getElementById("tin-nhan");
  var picker = document.getElementById("anh");
  var choices = document.getElementById("choices");
  var problem = document.getElementById("problem");
  var place = document.getElementById("vi-tri");
  var leave = document.getElementById("leave");
  if (!talk || !form || !window.FormData || !window.JSON) { return; }

  var API = "/api/v1/chat/";
  var WHO = { citizen: "Anh/Chị", bot: "Trợ lý", officer: "Cơ quan trả lời" };
  var limit = parseInt(talk.getAttribute("data-limit"), 10);
  var last = parseInt(talk.getAttribute("data-last"), 10) || 0;
  var base = talk.getAttribute("data-base");
  var queue = [], held = [];
  var isSending = false;
  var isAsking = false;

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

  function say(sentence) {
    problem.textContent = sentence;
    problem.hidden = !sentence;
  }

  function paragraph(name, text) {
    var made = document.createElement("p");
    made.className = name;
    made.textContent = text;
    return made;
  }

  function withLinks(name, text) {
    // Only addresses of this office become links; codes stay on one line.
    var made = paragraph(name, ""), i, part;
    var parts = text.split(/(https?:\/\/[^\s]+[^\s.,;)]|\b(?:[A-Z]{2,5}-\d\d|[0-9A-Z]{4})-[0-9A-Z]{4}-[0-9A-Z]{4}\b)/);
    for (i = 0; i < parts.length; i += 1) {
      if (i % 2 && (parts[i] + "/").indexOf(base + "/") === 0) {
        part = document.createElement("a");
        part.href = parts[i];
      } else {
        part = document.createElement("span");
        part.className = i % 2 && parts[i].indexOf("http") !== 0 ? "keep" : "";
      }
      part.textContent = parts[i];
      made.appendChild(part);
    }
    return made;
  }

  function two(number) { return ("0" + number).slice(-2); }

  function moment(text) {
    var at = new Date(text);
    if (isNaN(at.getTime())) { return ""; }
    at = new Date(at.getTime() + 7 * 3600 * 1000);
    return two(at.getUTCHours()) + ":" + two(at.getUTCMinutes()) + ", " + two(at.getUTCDate()) + "/" +
      two(at.getUTCMonth() + 1) + "/" + at.getUTCFullYear();
  }

  function bubble(author, text) {
    var made = document.createElement("div");
    made.className = "line " + author;
    made.appendChild(paragraph("who", WHO[author] || ""));
    made.appendChild(author === "citizen" ? paragraph("text", text) : withLinks("text", text));
    return made;
  }

  function show(line) {
    var made, more, link, waiting;
    var hello = document.getElementById("hello");
    if (document.getElementById("l-" + line.seq)) { return; }
    if (hello) { talk.removeChild(hello); }
    leave.hidden = false;
    made = bubble(line.from, line.text);
    made.id = "l-" + line.seq;
    if (line.receipt) {
      more = paragraph("more", "");
      link = document.createElement("a");
      link.href = line.receipt;
      link.textContent = "Mở biên nhận để lưu hoặc in";
      more.appendChild(link);
      made.appendChild(more);
    }
    made.appendChild(paragraph("at", moment(line.at)));
    waiting = talk.querySelector(".waiting");
    talk.insertBefore(made, waiting);
    if (line.from === "citizen" && held.length) { talk.removeChild(held.shift()); }
    if (line.from === "citizen") { offer([]); } else if (line.choices.length) { offer(line.choices); }
    last = Math.max(last, line.seq);
  }

  // on a phone the focus would bring up the keyboard over the answer
  function focusWhereThereAreKeys() {
    if (!window.matchMedia || window.matchMedia("(hover: hover)").matches) { field.focus({ preventScroll: true }); }
  }

  function receive(lines) {
    var i, bottom;
    for (i = 0; i < lines.length; i += 1) { show(lines[i]); }
    if (lines.length) {
      if (lines[lines.length - 1].receipt) {
        talk.lastElementChild.scrollIntoView({ block: "start" });
        return;
      }
      bottom = choices.hidden ? talk.lastElementChild : choices;
      bottom.scrollIntoView({ block: "end" });
    }
  }

  function offer(list) {
    var i, button, old = choices.querySelectorAll("button");
    for (i = 0; i < old.length; i += 1) { choices.removeChild(old[i]); }
    for (i = 0; i < list.length; i += 1) {
      button = document.createElement("button");
      button.name = "choice";
      button.value = list[i].payload;
      button.textContent = list[i].label;
      choices.appendChild(button);
    }
    choices.hidden = !list.length;
  }

  function request(method, path, body, isJson, done) {
    var call = new XMLHttpRequest();
    call.open(method, API + path);
    call.timeout = 120000;
    if (isJson) { call.setRequestHeader("Content-Type", "application/json"); }
    call.onload = function () {
      var answer = null;
      try { answer = JSON.parse(call.responseText); } catch (ignored) { answer = null; }
      done(call.status, answer);
    };
    call.onerror = call.ontimeout = function () { done(0, null); };
    call.send(body);
  }

  function ask(then) {
    if (isAsking) { return; }
    isAsking = true;
    request("GET", "messages?after=" + last, null, false, function (status, answer) {
      isAsking = false;
      if (status === 200 && answer) { receive(answer.messages); }
      if (then) { then(status); }
    });
  }

  // --- sending: one after another, each tried with the same client_id until the office has it -----------------------

  function put(message, words) {
    message.made = bubble("citizen", words);
    message.made.className += " waiting";
    message.note = paragraph("at", "Đang gửi…");
    message.made.appendChild(message.note);
    talk.appendChild(message.made);
    message.made.scrollIntoView({ block: "end" });
    queue.push(message);
    next();
  }

  function next() {
    var message = queue[0];
    if (isSending || !message) { return; }
    isSending = true;
    request("POST", "messages", message.body, message.isJson, function (status, answer) {
      isSending = false;
      if (status === 202) {
        queue.shift();
        if (answer && answer.waits) {
          message.note.textContent = "Đã nhận";
          held.push(message.made);
        } else {
          talk.removeChild(message.made);
        }
        ask(next);
        next();
      } else if (status >= 400 && status < 500 && status !== 408 && status !== 429 || status === 507) {
        queue.shift();
        talk.removeChild(message.made);
        say((answer && answer.detail) || "Tin chưa gửi được. Anh/Chị thử lại giúp ạ.");
        if (message.text && !field.value) { field.value = message.text; }
        next();
      } else {
        message.note.textContent = (status === 429 && answer && answer.detail) || "Chưa gửi được, đang thử lại. Anh/Chị cứ để trang này mở.";
        window.setTimeout(next, 3000);
      }
    });
  }

  function json(fields) {
    fields.client_id = uuid();
    return { body: JSON.stringify(fields), isJson: true, text: fields.text || "" };
  }

  function withPhotos(text, files) {
    var body = new window.FormData(), i;
    body.append("client_id", uuid());
    body.append("text", text);
    for (i = 0; i < files.length; i += 1) { body.append("photo", files[i]); }
    return { body: body, isJson: false, text: text };
  }

  function tooLarge(files) {
    for (var i = 0; i < files.length; i += 1) { if (files[i].size > limit) { return true; } }
    return false;
  }

  form.addEventListener("submit", function (event) {
    var text = field.value, files = picker.files || [];
    event.preventDefault();
    say("");
    if (!text.trim() && !files.length) {
      say("Anh/Chị chưa viết gì. Xin kể việc cần phản ánh, hoặc chọn một ảnh rồi bấm Gửi.");
      field.focus();
      return;
    }
    if (tooLarge(files)) {
      say("Ảnh lớn quá " + Math.floor(limit / 1048576) + " MB nên chưa gửi được. Anh/Chị chọn ảnh nhỏ hơn giúp ạ.");
      return;
    }
    put(files.length ? withPhotos(text, files) : json({ text: text }), text || "📷 Ảnh");
    field.value = "";
    picker.value = "";
    focusWhereThereAreKeys();
  });

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
    say("");
    put(json({ choice: button.value }), button.textContent);
    offer([]);
    focusWhereThereAreKeys();
  });

  // --- place --------------------------------------------------------------------------------------------------------

  if (navigator.geolocation && place) {
    place.hidden = false;
    document.getElementById("vi-tri-goi-y").hidden = false;
    place.addEventListener("click", function () {
      place.disabled = true;
      navigator.geolocation.getCurrentPosition(function (found) {
        place.disabled = false;
        put(json({ location: { lat: found.coords.latitude, lon: found.coords.longitude } }), "📍 Vị trí của tôi");
      }, function () {
        place.disabled = false;
        say("Máy không cho biết vị trí. Anh/Chị gõ tên đường, xóm, phường vào ô tin nhắn giúp ạ.");
        field.focus();
      }, { timeout: 15000, enableHighAccuracy: true });
    });
  }

  // --- what comes in: a stream where the browser has one, else asking again and again ---------------------------------

  function poll() {
    ask(function (status) { window.setTimeout(poll, status === 200 ? 3000 : 6000); });
  }

  function listen() {
    var stream = new window.EventSource(API + "stream?after=" + last);
    stream.onmessage = function (event) {
      try { receive([JSON.parse(event.data)]); } catch (ignored) { ask(); }
    };
    stream.onerror = function () {
      if (stream.readyState === 2) { window.setTimeout(listen, 5000); }
    };
  }

  if (window.EventSource) { listen(); } else { poll(); }
  window.addEventListener("online", function () { next(); ask(); });
  if (talk.lastElementChild && last) { talk.lastElementChild.scrollIntoView({ block: "nearest" }); }
}());
