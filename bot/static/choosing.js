// The photos and papers that will go with the next message: picked, pasted or dropped on the page, shown with a way to
// leave each out again, and told what is wrong with them before they are sent. Old phones: ES5, no build step.
(function () {
  "use strict";
  var chat = window.nghedan;
  if (!chat) { return; }
  var form = document.getElementById("say");
  var field = document.getElementById("tin-nhan");
  var chosenList = document.getElementById("chosen");
  var MB = 1048576;
  var most = parseInt(form.getAttribute("data-most"), 10);
  var pickers = { photo: document.getElementById("anh"), file: document.getElementById("tep") };
  var chosen = [];

  function size(bytes) { return bytes >= MB ? (bytes / MB).toFixed(1).replace(".", ",") + " MB" : Math.ceil(bytes / 1024) + " KB"; }

  function faultOf(one) {
    var limit = Math.floor(one.limit / MB), name = "“" + one.file.name + "” ";
    if (!one.file.size) { return name + chat.t("không có gì bên trong. Anh/Chị mở ảnh, tệp ấy cho máy tải xong rồi chọn lại giúp ạ."); }
    return one.file.size > one.limit ? name + chat.t("lớn quá") + " " + limit + " " + chat.t("MB nên không gửi được. Anh/Chị bỏ tệp này ra, chọn tệp nhỏ hơn giúp ạ.") : "";
  }

  function firstFault() {
    for (var i = 0; i < chosen.length; i += 1) { if (faultOf(chosen[i])) { return faultOf(chosen[i]); } }
    return chosen.length > most ? chat.t("Mỗi lần gửi được") + " " + most + " " + chat.t("ảnh, tệp. Anh/Chị bỏ bớt rồi gửi tiếp sau giúp ạ.") : "";
  }

  function show() {
    var i, item, button;
    while (chosenList.firstChild) { chosenList.removeChild(chosenList.firstChild); }
    for (i = 0; i < chosen.length; i += 1) {
      item = document.createElement("li");
      item.className = faultOf(chosen[i]) ? "wrong" : "";
      item.appendChild(chat.paragraph("", chosen[i].file.name + ", " + size(chosen[i].file.size)));
      button = document.createElement("button");
      button.type = "button";
      button.textContent = chat.t("Bỏ");
      button.setAttribute("aria-label", chat.t("Bỏ") + " " + chosen[i].file.name);
      button.addEventListener("click", remove.bind(null, chosen[i]));
      item.appendChild(button);
      chosenList.appendChild(item);
    }
    chosenList.hidden = !chosen.length;
    chat.say(firstFault());
  }

  function remove(one) {
    chosen.splice(chosen.indexOf(one), 1);
    show();
    field.focus();
  }

  function add(name, file) {
    chosen.push({ name: name, file: file, limit: parseInt(pickers[name].getAttribute("data-limit"), 10) });
  }

  function pick(event) {
    var picker = event.target, i;
    if (!picker.files.length) { chosen = chosen.filter(function (one) { return one.name !== picker.name; }); }
    for (i = 0; i < picker.files.length; i += 1) { add(picker.name, picker.files[i]); }
    if (picker.files.length) { picker.value = ""; }
    show();
  }

  // --- pasted and dropped: without this a picture in the clipboard is lost without a word, and a dropped one takes the
  // place of the whole page ----------------------------------------------------------------------------------------------

  function addAll(files) {
    for (var i = 0; i < files.length; i += 1) { add(/^image\//.test(files[i].type) ? "photo" : "file", files[i]); }
    show();
    chosenList.scrollIntoView({ block: "nearest" });
  }

  function bringsFiles(event) {
    var types = event.dataTransfer ? event.dataTransfer.types : [], i;
    for (i = 0; i < types.length; i += 1) { if (types[i] === "Files") { return true; } }
    return false;
  }

  function isOver(yes) { form.className = form.className.replace(" over", "") + (yes ? " over" : ""); }

  document.addEventListener("paste", function (event) {
    var board = event.clipboardData;
    // a copied table or sentence comes as a picture too: who copies words means the words
    if (!board || !board.files || !board.files.length || board.getData("text/plain")) { return; }
    event.preventDefault();
    addAll(board.files);
  });

  document.addEventListener("dragover", function (event) {
    if (!bringsFiles(event)) { return; }
    event.preventDefault();
    isOver(true);
  });

  document.addEventListener("dragleave", function (event) { if (!event.relatedTarget) { isOver(false); } });

  document.addEventListener("drop", function (event) {
    if (!bringsFiles(event)) { return; }
    event.preventDefault();
    isOver(false);
    addAll(event.dataTransfer.files);
  });

  pickers.photo.addEventListener("change", pick);
  pickers.file.addEventListener("change", pick);

  // What sending.js asks for: what is wrong, all that is chosen (which is chosen no more), and what was not sent.
  chat.files = {
    fault: firstFault,
    take: function () {
      var taken = chosen;
      chosen = [];
      show();
      return taken;
    },
    giveBack: function (files) {
      chosen = files.concat(chosen);
      show();
    }
  };
}());
