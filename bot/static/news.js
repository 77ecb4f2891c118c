// What comes in: a stream where the browser and the line allow one, else long polls; either way nothing is missed,
// since both go on after the last line shown. Old phones: ES5, no build step.
(function () {
  "use strict";
  var chat = window.nghedan;
  if (!chat) { return; }
  var SILENT_MS = 40000; // the stream says something every 15 s: so long without a sign, it is dead or held up on the way
  var FIRST_SIGN_MS = 8000; // and it says something as soon as it opens
  var STREAM_AGAIN_MS = 300000;
  var stream = null, watch = null, isPolling = false, polledSince = 0, failures = 0;

  function poll() {
    var began = new Date().getTime();
    isPolling = true;
    chat.ask(25, function (status, answer) {
      var tookMs = new Date().getTime() - began;
      if (status === 403) { // in a frame, where the browser does not keep the chat
        chat.say((answer && answer.detail) || "");
        return;
      }
      if (window.EventSource && began - polledSince > STREAM_AGAIN_MS) {
        isPolling = false;
        listen();
        return;
      }
      window.setTimeout(poll, status === 200 && tookMs > 2000 ? 100 : 4000);
    });
  }

  function fallBack() {
    window.clearTimeout(watch);
    if (stream) { stream.close(); }
    stream = null;
    if (!isPolling) {
      polledSince = new Date().getTime();
      poll();
    }
  }

  function waitFor(ms) {
    window.clearTimeout(watch);
    watch = window.setTimeout(fallBack, ms);
  }

  function isAlive() {
    failures = 0;
    waitFor(SILENT_MS);
  }

  function listen() {
    stream = new window.EventSource(chat.api + "stream?after=" + chat.last);
    failures = 0;
    waitFor(FIRST_SIGN_MS);
    stream.addEventListener("ping", isAlive);
    stream.onmessage = function (event) {
      isAlive();
      try { chat.receive([JSON.parse(event.data)]); } catch (ignored) { chat.ask(); }
    };
    stream.onerror = function () {
      if (!stream) { return; }
      failures += 1;
      // refused (too many open pages, or no chat is kept), or cut again before it said anything
      if (stream.readyState === 2 || failures > 1) { fallBack(); } else { waitFor(FIRST_SIGN_MS); }
    };
  }

  if (window.EventSource) { listen(); } else { fallBack(); }
  if (chat.home && window.parent !== window) { // Escape closes the frame, as it closes everything that was opened
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { window.parent.postMessage("nghedan:close", "*"); }
    });
  }
  window.addEventListener("online", function () { chat.next(); chat.ask(); });
}());
