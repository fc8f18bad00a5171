// The chat: sends a question, shows its answer below it, keeps the conversation for follow-ups.

import { answerCard, element, problemCard } from "./answer.js";

const PATIENCE_MS = 60_000;
const byId = (id) => document.getElementById(id);
const [form, input, thread, intro, fresh] = ["form", "question", "thread", "intro", "fresh"].map(byId);
let conversation = null;
let turns = 0;
let epoch = 0;

async function suggest() {
  try {
    const response = await fetch("/suggestions", { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const { suggestions } = await response.json();
    byId("suggestions").append(...suggestions.slice(0, 6).map(chip));
    byId("suggested").hidden = suggestions.length === 0;
  } catch {
    // The page works without suggestions; the first question will tell what is wrong.
  }
}

function chip(question) {
  const button = element("button", "chip", question);
  button.type = "button";
  button.addEventListener("click", () => {
    ask(question);
    if (matchMedia("(hover: hover)").matches) input.focus();
  });
  return element("li", "", button);
}

async function ask(question) {
  const { turn, pending, key } = newTurn(question);
  const asked = epoch;
  const again = () => {
    turn.remove();
    input.focus();
    ask(question);
  };
  let card;
  try {
    const response = await send(question);
    const body = await response.json();
    if (asked !== epoch) return;
    if (response.ok) conversation = body.conversation_id || conversation;
    card = response.ok ? answerCard(body, key) : refusal(response.status, body, again);
  } catch (error) {
    card = failure(error, again);
  }
  if (asked !== epoch) return;
  pending.replaceWith(card);
  show(turn);
}

function send(question) {
  const body = { question };
  if (conversation) body.conversation_id = conversation;
  return fetch("/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

function newTurn(question) {
  turns += 1;
  intro.hidden = true;
  fresh.hidden = false;
  const pending = element("p", "pending", "Reading the reports\u2026");
  const asked = element("h2", "asked", element("span", "visually-hidden", "You asked: "), question);
  const turn = element("article", "turn", asked, pending);
  thread.append(turn);
  show(turn);
  return { turn, pending, key: turns };
}

function refusal(status, problem, again) {
  const retry = status >= 500 ? again : null;
  return problemCard(problem.title ?? "That did not work", problem.detail ?? `The service answered ${status}.`, retry);
}

function failure(error, again) {
  const late = error.name === "TimeoutError";
  const detail = late
    ? "No answer came within a minute. The service may be busy."
    : "The service cannot be reached. Check that it is running and that you are connected to it.";
  return problemCard(late ? "That took too long" : "No connection", detail, again);
}

function show(turn) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  turn.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

function submit(event) {
  event.preventDefault();
  const question = input.value.trim();
  input.focus();
  if (!question) return;
  input.value = "";
  ask(question);
}

function startFresh() {
  epoch += 1;
  conversation = null;
  thread.replaceChildren();
  intro.hidden = false;
  fresh.hidden = true;
  input.focus();
  scrollTo({ top: 0 });
}

form.addEventListener("submit", submit);
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
fresh.addEventListener("click", startFresh);
suggest();

const linked = new URLSearchParams(location.search).get("q");
if (linked?.trim()) ask(linked.trim());
