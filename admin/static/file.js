// A picture is made larger in its place; the link does the same without this.
"use strict";

(() => {
  const stage = document.getElementById("photo");
  const link = document.getElementById("zoom");
  if (!stage || !link) return;
  const turn = (event) => {
    event.preventDefault();
    const isLarge = stage.classList.toggle("large");
    link.textContent = isLarge ? "Thu vừa màn hình" : "Phóng to";
  };
  link.addEventListener("click", turn);
  stage.querySelector("img").addEventListener("dblclick", turn);
})();
