// A button on an agency's page that opens the chat in a frame: <script src="https://…/nhung.js" defer></script>
// Nothing is asked of us before the button is pressed, and nothing of any other site ever. `data-nhan` is the button's
// words; on a page in English, or with `data-lang="en"`, it speaks English. Old phones: ES5, no build step.
// On a page that may not frame the chat there is no button: it would open an empty box.
(function () {
  "use strict";
  var script = document.currentScript;
  if (!script || !document.documentElement.attachShadow || window.nghedanNhung) { return; }
  window.nghedanNhung = true;

  var sites = "{{ sites }}".split(" "); // put in when the script is given out
  if (!isOneOf(sites)) {
    if (window.console) { console.warn("Nghe Dân: " + location.host + " chưa được phép đặt khung; xem NGHEDAN_EMBED_ORIGINS."); }
    return;
  }

  var ours = script.src.replace(/^(https?:\/\/[^\/]+)\/.*$/, "$1");
  var isEnglish = /^en\b/i.test(script.getAttribute("data-lang") || document.documentElement.lang || "");
  var words = script.getAttribute("data-nhan") || (isEnglish ? "Report or ask" : "Phản ánh, hỏi đáp");
  var style =
    ":host{all:initial}" +
    "*{box-sizing:border-box;font:16px/1.5 system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif}" +
    "[hidden]{display:none!important}" +
    "button{min-height:48px;min-width:48px;padding:8px 20px;border:0;border-radius:6px;cursor:pointer}" +
    "button:focus-visible{outline:3px solid #0b4f9c;outline-offset:3px;box-shadow:0 0 0 3px #fff}" +
    ".open{position:fixed;right:16px;bottom:16px;z-index:2147483646;max-width:calc(100vw - 32px);background:#8f1d21;" +
    "color:#fff;font-weight:600;box-shadow:0 2px 8px rgba(0,0,0,.3)}" +
    ".frame{position:fixed;right:16px;bottom:16px;z-index:2147483647;width:400px;height:min(680px,calc(100vh - 32px));" +
    "display:flex;flex-direction:column;background:#fff;color:#14213d;border:1px solid #d5dbe6;border-radius:6px;" +
    "box-shadow:0 2px 8px rgba(0,0,0,.3);overflow:hidden}" +
    ".head{display:flex;align-items:center;justify-content:space-between;gap:8px;padding:0 0 0 16px;" +
    "background:#8f1d21;color:#fff;font-weight:600}.head span{font-weight:600}" +
    ".head button{background:transparent;color:#fff}.head button:focus-visible{outline-color:#fff;outline-offset:-6px;" +
    "box-shadow:none}iframe{flex:1;width:100%;border:0;background:#fff}" +
    "@media(max-width:520px){.frame{top:0;right:0;bottom:0;left:0;width:auto;height:auto;border:0;border-radius:0}}" +
    "@media print{.open,.frame{display:none}}";

  // As a browser compares a site with the policy of the frame: "https://*.x" is whatever lies below x.
  function isOneOf(sites) {
    var i, parts, here, named;
    for (i = 0; i < sites.length; i += 1) {
      parts = sites[i].split("://");
      here = location.host;
      named = parts[1] || "";
      if (location.protocol !== parts[0] + ":" && !(parts[0] === "http" && location.protocol === "https:")) { continue; }
      if (here === named) { return true; }
      if (named.slice(0, 2) === "*." && here.slice(1 - named.length) === named.slice(1)) { return true; }
    }
    return false;
  }

  function make(name, kind, text) {
    var made = document.createElement(name);
    if (kind) { made.className = kind; }
    if (text) { made.textContent = text; }
    return made;
  }

  var host = make("div");
  var root = host.attachShadow({ mode: "open" });
  var open = make("button", "open", words);
  var box = make("div", "frame");
  var head = make("div", "head");
  var close = make("button", "", isEnglish ? "Close" : "Đóng");
  var frame = null;

  // A sheet made this way works under a strict policy of the agency's page too; old browsers get an element.
  function dress() {
    var sheet;
    try {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
    } catch (ignored) {
      root.appendChild(make("style", "", style));
    }
  }

  function show() {
    if (!frame) {
      frame = make("iframe");
      frame.title = words;
      frame.allow = "geolocation";
      frame.src = ours + "/nhung/" + (isEnglish ? "?lang=en" : "");
      box.appendChild(frame);
    }
    box.hidden = false;
    open.hidden = true;
    close.focus();
  }

  function hide() {
    box.hidden = true;
    open.hidden = false;
    open.focus();
  }

  dress();
  open.type = close.type = "button";
  open.setAttribute("aria-haspopup", "dialog");
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", words);
  box.hidden = true;
  head.appendChild(make("span", "", words));
  head.appendChild(close);
  box.appendChild(head);
  root.appendChild(open);
  root.appendChild(box);
  open.addEventListener("click", show);
  close.addEventListener("click", hide);
  root.addEventListener("keydown", function (event) { if (event.key === "Escape" && !box.hidden) { hide(); } });
  window.addEventListener("message", function (event) {
    if (event.origin === ours && frame && event.source === frame.contentWindow && event.data === "nghedan:close") { hide(); }
  });
  if (document.body) {
    document.body.appendChild(host);
  } else {
    document.addEventListener("DOMContentLoaded", function () { document.body.appendChild(host); });
  }
}());
