// Draws one answer. Text from the service is only ever set as text.

import { differs, exact, headline, longDate, periodName, role } from "./format.js";

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/** The card of an answer; `key` makes the ids on the page unique. */
export function answerCard(answer, key) {
  const card = element("div", `answer ${answer.status}`, element("p", "sentence-answer", answer.answer));
  if (answer.values.length) card.append(figures(answer, key));
  const untold = answer.caveats.filter((caveat) => !answer.answer.includes(caveat.text));
  if (untold.length) card.append(caveats(untold));
  if (answer.citations.length && answer.status === "answered") card.append(sources(answer, key));
  if (answer.nearest.length) card.append(nearest(answer));
  const understood = interpretation(answer.interpretation);
  if (understood) card.append(understood);
  return card;
}

export function problemCard(title, detail, retry) {
  const card = element("div", "answer problem", element("p", "problem-title", title), element("p", "", detail));
  if (retry) {
    const button = element("button", "plain", "Try again");
    button.type = "button";
    button.addEventListener("click", retry);
    card.append(button);
  }
  return card;
}

function figures(answer, key) {
  const list = element("ul", answer.values.length > 1 ? "figures several" : "figures");
  list.append(...answer.values.map((value) => figure(value, answer, key)));
  return list;
}

function figure(value, answer, key) {
  const item = element("li", "figure");
  item.append(element("p", headline(value).length > 18 ? "number long" : "number", headline(value)));
  if (differs(value)) item.append(element("p", "exact", exact(value)));
  const what = [value.subject, value.measure, role(value)].filter(Boolean).join(" \u00b7 ");
  item.append(element("p", "what", what));
  const when = [value.period ? periodName(value.period) : "", value.basis ?? ""].filter(Boolean);
  if (answer.citations.length > 1 && !value.derived) when.push(references([value.citation], key));
  if (when.length) item.append(element("p", "when", ...when.flatMap((part) => [" \u00b7 ", part]).slice(1)));
  if (value.derived) item.append(derivation(value.derived, answer, key));
  return item;
}

function derivation(derived, answer, key) {
  const formula = derived.formula.replaceAll("-", "\u2212").replaceAll("*", "\u00d7").replaceAll("/", "\u00f7");
  const line = element("p", "derived", element("span", "badge", "derived"), element("code", "", formula));
  if (answer.citations.length > 1) line.append(" from ", references(derived.operands, key));
  return line;
}

function references(indexes, key) {
  const group = element("span", "refs", indexes.length > 1 ? "sources " : "source ");
  [...new Set(indexes)].forEach((index, position) => {
    const link = element("a", "", `${index + 1}`);
    link.href = `#source-${key}-${index}`;
    group.append(position ? ", " : "", link);
  });
  return group;
}

function caveats(list) {
  return element("ul", "caveats", ...list.map((caveat) => element("li", "", caveat.text)));
}

function sources(answer, key) {
  const several = answer.citations.length > 1;
  const section = element("div", "sources");
  answer.citations.forEach((citation, index) => {
    const source = quotation(citation, evidence(answer, index), several ? `${index + 1}` : "");
    source.id = `source-${key}-${index}`;
    section.append(source);
  });
  return section;
}

/** What to mark in a cited sentence: its figures, the operands of derived ones, or the words of a brief text answer. */
function evidence(answer, index) {
  if (!answer.values.length) {
    const brief = answer.answer.length < answer.citations[index].quote.length / 2;
    return brief ? [answer.answer.replace(/\.$/, "")] : [];
  }
  return answer.values.flatMap(({ text, citation, derived }) => {
    if (derived) return derived.operands.includes(index) ? derived.formula.match(/\d+(?:[.,]\d+)*/g) ?? [] : [];
    return citation === index ? [text] : [];
  });
}

function quotation(citation, texts, number) {
  const quote = element("blockquote", "", ...marked(citation.quote, texts));
  const caption = element("figcaption", "", number ? element("span", "source-number", number) : "", citationLink(citation));
  return element("figure", "source", quote, caption);
}

function citationLink(citation) {
  const date = citation.published ? `, ${longDate(citation.published).replaceAll(" ", "\u00a0")}` : "";
  const page = citation.page ? `, p.\u00a0${citation.page}` : "";
  const link = element("a", "citation", `${citation.title}${date}${page}`);
  link.href = citation.url;
  link.target = "_blank";
  link.rel = "noopener";
  link.append(element("span", "visually-hidden", " (opens the sentence in the report, in a new tab)"));
  return link;
}

function marked(quote, texts) {
  const spans = texts.map((text) => found(quote, text)).filter(Boolean).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const nodes = [];
  let position = 0;
  for (const [start, end] of spans) {
    if (start < position) continue;
    nodes.push(quote.slice(position, start), element("mark", "", quote.slice(start, end)));
    position = end;
  }
  nodes.push(quote.slice(position));
  return nodes.filter((node) => node !== "");
}

/** Where a figure stands in a quote, never inside a longer number: "4.8%" is not found in "14.8%". */
function found(quote, text) {
  for (let at = text ? quote.indexOf(text) : -1; at >= 0; at = quote.indexOf(text, at + 1)) {
    const before = quote.slice(0, at);
    const after = quote.slice(at + text.length);
    if (!/(\d|\d[.,])$/.test(before) && !(/\d$/.test(text) && /^(\d|[.,]\d)/.test(after))) return [at, at + text.length];
  }
  return null;
}

function nearest(answer) {
  const title = answer.status === "not_found" ? "The reports do say" : "Near to it";
  const list = element("ul", "nearest-list");
  list.append(...answer.nearest.map(({ text, citation }) => {
    const said = citation.quote.includes(text) ? "" : element("p", "", text);
    return element("li", "", said, quotation(citation, [], ""));
  }));
  return element("section", "nearest", element("h3", "", title), list);
}

function interpretation(read) {
  const rows = [["Subject", read.subject], ["Measure", read.measure], ["Kind", read.role?.replaceAll("_", " ")],
    ["Period", read.period]].filter(([, text]) => text);
  if (!rows.length) return null;
  const list = element("dl", "", ...rows.map(([name, text]) => element("div", "", element("dt", "", name), element("dd", "", text))));
  return element("details", "understood", element("summary", "", "How the question was read"), list);
}
