// What a letter may look like: cleaned when it is pasted, put into a mail when it leaves. The server cleans it again.
const ALLOWED = {
  ALLOWED_TAGS: ["a", "b", "blockquote", "br", "code", "div", "em", "i", "img", "li", "ol", "p", "pre", "s", "strong", "u", "ul"],
  ALLOWED_ATTR: ["href", "src", "alt", "start", "data-cid"],
  ALLOW_DATA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
};
const LOOKS = "a, b, blockquote, code, em, i, img, ol, pre, s, strong, u, ul";
const BULLET = /^[\s\u00a0]*(?:[·•o§\u00b7\uf0b7-]|\d+[.)])[\s\u00a0]+/;

function rename(element, tag, inner) {
  const fresh = element.ownerDocument.createElement(tag), home = inner ? fresh.appendChild(element.ownerDocument.createElement(inner)) : fresh;
  home.append(...element.childNodes);
  element.replaceWith(fresh);
  return fresh;
}

function lists(page) { // Word writes lists as paragraphs that begin with a bullet
  for (const paragraph of page.querySelectorAll("[class*=MsoList]")) {
    const first = page.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
    paragraph.querySelectorAll("[data-style*='mso-list:']").forEach((mark) => mark.remove());
    if (first?.isConnected) first.data = first.data.replace(BULLET, "");
    const before = paragraph.previousElementSibling, item = rename(paragraph, "li");
    const list = before?.matches("ul[data-word]") ? before : page.createElement("ul");
    if (list !== before) { list.dataset.word = ""; item.replaceWith(list); }
    list.append(item);
  }
}

export function tidy(html, DOMPurify) {
  const quiet = (tag) => tag.replace(/(\s)style\s*=/gi, "$1data-style=").replace(/(\s)on\w+\s*=/gi, "$1data-on=");
  const unstyled = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[^>]*>/g, quiet); // or the policy complains
  const page = new DOMParser().parseFromString(unstyled, "text/html"); // inert: nothing in it runs or loads
  page.querySelectorAll("style, script, title, meta, link, xml").forEach((one) => one.remove());
  lists(page);
  page.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach((head) => rename(head, "div", "b"));
  page.querySelectorAll("td, th").forEach((cell) => cell.append(" "));
  page.querySelectorAll("tr").forEach((row) => rename(row, "div"));
  page.querySelectorAll("b[data-style*='font-weight:normal']").forEach((b) => b.replaceWith(...b.childNodes));
  page.querySelectorAll("img:not([data-cid], [src^='data:image/'])").forEach((picture) => picture.remove());
  return DOMPurify.sanitize(page.body.innerHTML, ALLOWED);
}

function line(block) {
  if (block.matches("div, p") && !block.querySelector("div, p, li")) {
    const copy = block.cloneNode(true);
    copy.querySelectorAll("img").forEach((picture) => picture.replaceWith(`[${picture.alt}]`));
    copy.querySelectorAll("br").forEach((mark) => mark.replaceWith(mark.nextSibling ? "\n" : ""));
    return copy.textContent.replaceAll("\u00a0", " ").replaceAll("\u200b", "");
  }
  return block.innerText.replaceAll("\u00a0", " ");
}

export const text = (box) => [...box.children].map(line).join("\n");
export const isPlain = (box) => !box.querySelector(LOOKS);

export function outgoing(box) {
  const copy = document.implementation.createHTMLDocument("").importNode(box, true); // loads nothing
  for (const picture of copy.querySelectorAll("img")) {
    if (picture.dataset.cid) picture.setAttribute("src", `cid:${picture.dataset.cid}`);
    else picture.remove();
    delete picture.dataset.cid;
  }
  return copy.innerHTML.replaceAll("\u200b", "");
}

// The field's words, or its HTML with the pictures of the draft in their places, as the editor takes them.
export function lines(field, html = "") {
  const page = new DOMParser().parseFromString(html, "text/html"); // runs and loads nothing
  if (!html) page.body.append(...field.value.split("\n").map((words) => {
    const block = page.createElement("div");
    block.append(words.replace(/^ | $| (?= )/g, "\u00a0") || page.createElement("br")); // or the space goes with the next key
    return block;
  }));
  const places = JSON.parse(field.dataset.pictures ?? "{}");
  for (const picture of page.querySelectorAll("img[src^='cid:']")) {
    const id = picture.getAttribute("src").slice(4);
    picture.setAttribute("src", places[id] ? field.dataset.keeps.replace(/[a-z]+\/$/, `files/${places[id]}/`) : "data:image/gif;base64,");
    picture.dataset.cid = id;
  }
  return page.body.innerHTML;
}
