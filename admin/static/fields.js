// What a field lacks is said in Vietnamese, whatever language the browser speaks; without this the server says it.
"use strict";

(() => {
  const words = (field) => {
    const wrong = field.validity;
    if (wrong.valueMissing) {
      if (field.type === "checkbox") return "Xin đánh dấu ô này.";
      if (field.type === "file") return "Xin chọn tệp.";
      return field.tagName === "SELECT" || field.type === "radio" ? "Xin chọn một mục." : "Xin điền mục này.";
    }
    if (wrong.tooShort) return `Xin viết ít nhất ${field.minLength} chữ, hiện có ${field.value.length}.`;
    if (wrong.tooLong) return `Xin viết không quá ${field.maxLength} chữ.`;
    if (wrong.rangeUnderflow) return `Xin ghi số từ ${field.min} trở lên.`;
    if (wrong.rangeOverflow) return `Xin ghi số không quá ${field.max}.`;
    if (wrong.stepMismatch || wrong.badInput) return "Xin ghi một số, không có chữ hay phần lẻ.";
    if (wrong.typeMismatch && field.type === "email") return "Địa chỉ thư chưa đúng, ví dụ ten@coquan.gov.vn.";
    if (wrong.typeMismatch) return "Đường dẫn chưa đúng, ví dụ https://coquan.gov.vn.";
    return field.dataset.wrong || "Xin xem lại mục này.";
  };

  const said = new Set(); // fields that carry our words; whatever else marks a field as wrong is left alone
  const forget = (field) => {
    if (said.delete(field)) field.setCustomValidity("");
  };

  document.addEventListener("invalid", (event) => {
    const field = event.target;
    if (field.validity.customError && !said.has(field)) return;
    field.setCustomValidity("");
    field.setCustomValidity(words(field));
    said.add(field);
    for (let at = field.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  }, true);
  for (const change of ["input", "change"]) {
    document.addEventListener(change, (event) => {
      const form = event.target.form;
      for (const field of form ? form.elements : [event.target]) forget(field);
    }, true);
  }

  // Forms come unchecked, for browsers without scripts; here they are checked before they are sent.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, input[type=submit]");
    if (!button || !button.form || button.type !== "submit" || button.form.method === "dialog") return;
    for (const field of button.form.elements) forget(field);
    button.form.noValidate = false;
  }, true);
})();
