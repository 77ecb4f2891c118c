// What comes in: a stream where the browser and the line allow one, else long polls; either way nothing is missed,
// since both go on after the last line shown. Old phones: ES5, no build step.
(function () {
  "use strict";
  var chat = window.nghedan;
  if (!chat) { return; }
  var SILENT_MS = 40000; // the stream says something every 15 s: so long without a sign, it is dead or held up on the way
  var STREAM_AGAIN_MS = 300000;
  var stream = null, watch = null, isPolling = false, polledSince = 0;

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

  function isAlive() {
    window.clearTimeout(watch);
    watch = window.setTimeout(fallBack, SILENT_MS);
  }

  function listen() {
    stream = new window.EventSource(chat.api + "stream?after=" + chat.last);
    isAlive();
    stream.addEventListener("ping", isAlive);
    stream.onmessage = function (event) {
      isAlive();
      try { chat.receive([JSON.parse(event.data)]); } catch (ignored) { chat.ask(); }
    };
    stream.onerror = function () {
      if (stream && stream.readyState === 2) { fallBack(); } // refused: too many open pages, or no chat is kept
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
