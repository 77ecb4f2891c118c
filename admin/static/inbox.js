// What has come in meanwhile is told beside the heading, and ticked rows are counted. The list itself never moves by itself.
"use strict";

(() => {
  const arrivals = document.getElementById("arrivals");
  const link = arrivals.querySelector("a");
  const title = document.title;
  const pause = 15000;
  let tag = "";
  let waiting = 0;

  const tell = (count) => {
    link.hidden = !count;
    if (!count) return;
    link.textContent = `${count} hồ sơ mới · Xem`;
    document.title = `(${count}) ${title}`;
  };

  const ask = async () => {
    const headers = tag ? { "If-None-Match": tag } : {};
    const answer = await fetch(arrivals.dataset.news, { headers, cache: "no-store" }).catch(() => null);
    if (answer && answer.redirected) return; // the session has ended: the next click says so
    if (answer && answer.ok) {
      tag = answer.headers.get("ETag") || "";
      tell((await answer.json()).count);
    }
    later();
  };

  const later = () => {
    clearTimeout(waiting);
    if (!document.hidden) waiting = setTimeout(ask, pause);
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(waiting) : ask()));
  later();

  const bulk = document.getElementById("bulk");
  if (!bulk) return;
  const boxes = [...document.querySelectorAll('input[name="case"]')];
  const says = document.getElementById("ticked");
  const unticked = says.textContent;
  const all = document.createElement("button");
  all.type = "button";
  all.className = "quiet";
  bulk.append(all);

  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    says.textContent = ticked ? `Đã chọn ${ticked} hồ sơ:` : unticked;
    bulk.classList.toggle("is-on", ticked > 0);
    all.textContent = ticked === boxes.length ? "Bỏ chọn" : "Chọn cả trang";
  };

  all.addEventListener("click", () => {
    const on = boxes.some((box) => !box.checked);
    boxes.forEach((box) => (box.checked = on));
    count();
  });
  document.addEventListener("change", (event) => event.target.name === "case" && count());
  window.addEventListener("pageshow", count);
  count();
})();
