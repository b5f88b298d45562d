// What a reader with JavaScript gets beside: a field above long tables that leaves only the rows with what is written in it.
"use strict";

function addFilter(table) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 8) return;
  const box = document.createElement("p"), label = document.createElement("label"), input = document.createElement("input");
  const told = document.createElement("span");
  box.className = "filter";
  label.textContent = table.dataset.filter;
  input.type = "search";
  told.className = "dim";
  told.setAttribute("role", "status");
  label.append(input);
  box.append(label, told);
  table.parentElement.before(box);
  input.addEventListener("input", () => {
    const words = input.value.toLocaleLowerCase().split(/\s+/);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLocaleLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += !row.hidden;
    }
    told.textContent = input.value ? `${shown} / ${rows.length}` : "";
  });
}

document.querySelectorAll("table[data-filter]").forEach(addFilter);
