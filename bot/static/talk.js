// The talk as it grows: lines, answers to choose from, what came while nobody looked. Old phones: ES5, no build step.
// Three scripts share one name, in this order: talk (shows), sending (sends), news (hears). Without them the form works.
(function () {
  "use strict";
  var talk = document.getElementById("talk");
  var choices = document.getElementById("choices");
  var number = document.getElementById("so-may");
  var problem = document.getElementById("problem");
  var sign = document.getElementById("sign");
  var leave = document.getElementById("leave");
  var field = document.getElementById("tin-nhan");
  if (!talk || !window.FormData || !window.JSON) { return; }

  var words = JSON.parse(talk.getAttribute("data-words") || "{}");
  function t(text) { return words[text] || text; }
  var WHO = { citizen: t("Anh/Chị"), bot: t("Trợ lý"), officer: t("Cơ quan trả lời") };
  var base = talk.getAttribute("data-base");
  var home = talk.getAttribute("data-home");
  var title = document.title;
  var missed = 0, signEnds = null, isAsking = false;
  var chat = window.nghedan = {
    home: home,
    api: home + "/api/v1/chat/",
    last: parseInt(talk.getAttribute("data-last"), 10) || 0,
    heard: 0, // how many lines of the citizen have come back
    held: [],
    t: t
  };

  // Only what is needed after a reload is kept in the browser: unsent words for this tab, the number of the last line
  // seen. A browser that keeps nothing does without.
  function store(kind) {
    return {
      get: function (name) { try { return window[kind].getItem("nghedan." + name + home); } catch (ignored) { return null; } },
      put: function (name, value) {
        try {
          if (value === null) { window[kind].removeItem("nghedan." + name + home); return; }
          window[kind].setItem("nghedan." + name + home, value);
        } catch (ignored) { return; }
      }
    };
  }
  chat.tab = store("sessionStorage");
  chat.device = store("localStorage");

  chat.say = function (sentence) {
    problem.textContent = sentence;
    problem.hidden = !sentence;
    if (sentence) { problem.scrollIntoView({ block: "nearest" }); }
  };

  chat.paragraph = function (name, text) {
    var made = document.createElement("p");
    made.className = name;
    made.textContent = text;
    return made;
  };

  function withLinks(text) {
    // Only addresses of this office become links; codes stay on one line.
    var made = chat.paragraph("text", ""), i, part;
    var parts = text.split(/(https?:\/\/[^\s]+[^\s.,;)]|\b(?:[A-Z]{2,5}-\d\d|[0-9A-Z]{4})-[0-9A-Z]{4}-[0-9A-Z]{4}\b)/);
    for (i = 0; i < parts.length; i += 1) {
      if (i % 2 && (parts[i] + "/").indexOf(base + "/") === 0) {
        part = document.createElement("a");
        part.href = parts[i];
        if (home) { part.target = "_blank"; part.rel = "noopener"; }
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

  chat.bubble = function (author, text) {
    var made = document.createElement("div");
    made.className = "line " + author;
    made.appendChild(chat.paragraph("who", WHO[author] || ""));
    made.appendChild(author === "citizen" ? chat.paragraph("text", text) : withLinks(text));
    return made;
  };

  chat.drop = function (made) { if (made.parentNode) { made.parentNode.removeChild(made); } };

  function show(line) {
    var made, more, link;
    var hello = document.getElementById("hello");
    if (document.getElementById("l-" + line.seq)) { return false; }
    if (hello) { chat.drop(hello); }
    leave.hidden = false;
    made = chat.bubble(line.from, line.text);
    made.id = "l-" + line.seq;
    if (line.receipt) {
      more = chat.paragraph("more", "");
      link = document.createElement("a");
      link.href = home + line.receipt;
      link.textContent = t("Mở biên nhận để lưu hoặc in");
      more.appendChild(link);
      made.appendChild(more);
    }
    made.appendChild(chat.paragraph("at", moment(line.at)));
    talk.insertBefore(made, talk.querySelector(".waiting"));
    if (line.from === "citizen") {
      if (chat.held.length) { chat.drop(chat.held.shift()); }
      chat.offer([]);
      chat.heard += 1;
      chat.next(); // what waits to be sent again may be this very line, and its answer got lost
    } else {
      chat.isAnswering(false);
      if (line.choices.length) { chat.offer(line.choices); }
      if (document.hidden) { miss(made); }
    }
    chat.last = Math.max(chat.last, line.seq);
    return true;
  }

  chat.receive = function (lines) {
    var i, bottom, shown = 0;
    for (i = 0; i < lines.length; i += 1) { shown += show(lines[i]) ? 1 : 0; }
    if (shown) {
      look();
      if (lines[lines.length - 1].receipt) {
        talk.lastElementChild.scrollIntoView({ block: "start" });
      } else {
        bottom = choices.hidden ? talk.lastElementChild : choices;
        bottom.scrollIntoView({ block: "end" });
      }
    }
    return shown;
  };

  chat.offer = function (list) {
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
    number.hidden = !list.some(function (one) { return /:skip_phone$/.test(one.payload); });
  };

  chat.isAnswering = function (yes) {
    window.clearTimeout(signEnds);
    sign.hidden = !yes;
    if (yes) { signEnds = window.setTimeout(function () { sign.hidden = true; }, 20000); }
  };

  // on a phone the focus would bring up the keyboard over the answer
  chat.focus = function () {
    if (!window.matchMedia || window.matchMedia("(hover: hover)").matches) { field.focus({ preventScroll: true }); }
  };

  function inLanguage(path) {
    var lang = document.documentElement.lang;
    return lang && lang !== "vi" ? (path.indexOf("?") < 0 ? "?" : "&") + "lang=" + lang : "";
  }

  // --- asking the office -----------------------------------------------------------------------------------------------

  // `path` asks; with `body` it sends. `done(status, answer)`: status 0 where no answer came.
  chat.request = function (what) {
    var call = new XMLHttpRequest();
    call.open(what.body ? "POST" : "GET", chat.api + what.path + inLanguage(what.path));
    call.timeout = what.progress ? 900000 : 120000;
    call.setRequestHeader("X-Nghe-Dan-Page", "1"); // where no cookie is kept it is told: no answer would be seen
    if (typeof what.body === "string") { call.setRequestHeader("Content-Type", "application/json"); }
    if (what.progress && call.upload) { call.upload.onprogress = what.progress; }
    call.onload = function () {
      var answer = null;
      try { answer = JSON.parse(call.responseText); } catch (ignored) { answer = null; }
      what.done(call.status, answer);
    };
    call.onerror = call.ontimeout = function () { what.done(0, null); };
    call.send(what.body || null);
    return call;
  };

  // Ask for what came after the last line; `wait`: seconds that the office may wait for something.
  chat.ask = function (wait, then) {
    if (isAsking) {
      if (then) { then(-1); }
      return;
    }
    isAsking = true;
    chat.request({
      path: "messages?after=" + chat.last + (wait ? "&wait=" + wait : ""),
      done: function (status, answer) {
        isAsking = false;
        if (status === 200 && answer) { chat.receive(answer.messages); }
        if (then) { then(status, answer); }
      }
    });
  };

  // --- what came while nobody looked ----------------------------------------------------------------------------------

  function mark(first) {
    var made = document.getElementById("tin-moi");
    if (made) { return made; }
    made = chat.paragraph("fresh", t("Tin mới"));
    made.id = "tin-moi";
    talk.insertBefore(made, first);
    return made;
  }

  function miss(made) {
    missed += 1;
    mark(made);
    document.title = "(" + missed + ") " + t("Tin mới") + " · " + title;
  }

  function look() {
    if (document.hidden) { return; }
    missed = 0;
    document.title = title;
    chat.device.put("seen", String(chat.last));
  }

  chat.forgetFresh = function () {
    var made = document.getElementById("tin-moi");
    if (made) { chat.drop(made); }
  };

  function markUnseen() {
    var seen = parseInt(chat.device.get("seen"), 10), lines = talk.querySelectorAll(".line[id^='l-']"), i;
    for (i = 0; seen && i < lines.length; i += 1) {
      if (parseInt(lines[i].id.slice(2), 10) > seen && lines[i].className.indexOf("citizen") < 0) {
        return mark(lines[i]);
      }
    }
    return null;
  }

  (markUnseen() || (chat.last && talk.lastElementChild) || talk).scrollIntoView({ block: "nearest" });
  look();
  document.addEventListener("visibilitychange", look);
  leave.addEventListener("submit", function () {
    chat.tab.put("unsent", null);
    chat.tab.put("draft", null);
    chat.device.put("seen", null);
  });
}());
