// Sends reports, and shows how far each one and its build are. Text from the service is only ever set as text.

import { element } from "./answer.js";

const POLL_MS = 700;
const SWITCH_PATIENCE_MS = 30_000;
const [adding, form, files, key, sent] = ["adding", "upload", "files", "key", "sent"].map((id) => document.getElementById(id));
let transfers = Promise.resolve();
const pause = (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds));

/** A line for one report or build: its name, what goes on, a bar, and what to do about a failure. */
function row(name) {
  const state = element("p", "sent-state");
  state.setAttribute("role", "status");
  const count = element("p", "sent-count hint");
  const bar = element("progress");
  bar.setAttribute("aria-label", `Progress of ${name}`);
  const item = element("li", "sent", element("p", "sent-name", name), state, bar, count);
  sent.prepend(item);
  return { item, state, count, bar };
}

function show(line, state, { done = 0, total = 0, left = null } = {}) {
  if (line.state.textContent !== state) line.state.textContent = state;
  if (total) [line.bar.max, line.bar.value] = [total, done];
  else line.bar.removeAttribute("value");
  const time = left === null ? "" : `, about ${left < 90 ? `${left} s` : `${Math.round(left / 60)} min`} left`;
  line.count.textContent = total ? `${done.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}${time}` : "";
}

function end(line, outcome, state, ...more) {
  line.item.classList.add(outcome);
  line.state.replaceChildren(state, ...more);
  line.bar.remove();
  line.count.remove();
}

/** Sends a file; resolves with status and body. Fetch cannot tell how much of a body has gone. */
function transfer(method, address, body, line) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.setRequestHeader("Authorization", `Bearer ${key.value.trim()}`);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      show(line, "Sending", { done: Math.round((100 * loaded) / total), total: 100 });
      line.count.textContent = `${Math.round((100 * loaded) / total)} %`;
    });
    request.addEventListener("load", () => resolve({ status: request.status, body: request.response ?? {} }));
    request.addEventListener("error", () => reject(new Error("No connection to the service. Send the file again.")));
    request.send(body);
  });
}

async function send(file) {
  const line = row(file.name);
  show(line, "Waiting to be sent");
  const most = Number(form.dataset.most);
  if (file.size > most) {
    end(line, "failed", `The file has more than ${most.toLocaleString("en-GB")} bytes. Split it into smaller reports.`);
    return;
  }
  const body = new FormData();
  body.append("file", file);
  await answered(line, file, () => transfer("POST", "/reports", body, line));
}

async function replace(line, file, name) {
  line.item.classList.remove("failed");
  line.item.append(line.bar, line.count);
  show(line, "Sending");
  const typed = new Blob([file], { type: "application/octet-stream" });
  await answered(line, file, () => transfer("PUT", `/reports/${encodeURIComponent(name)}`, typed, line));
}

async function answered(line, file, call) {
  try {
    transfers = transfers.then(call, call); // one after the other: the service has few threads
    const { status, body } = await transfers;
    if (status === 202) await follow(line, body.job_url, { name: body.name, report: body.report });
    else if (status === 200) end(line, "done", `${body.detail} `, reportLink(body.report));
    else refused(line, file, status, body);
  } catch (error) {
    end(line, "failed", error.message);
  }
}

function refused(line, file, status, problem) {
  end(line, "failed", problem.detail ?? `The service answered ${status}.`);
  const name = /PUT \/reports\/(.+)\.$/.exec(problem.detail ?? "")?.[1];
  if (status === 409 && name) {
    const button = element("button", "plain", "Replace it");
    button.type = "button";
    button.addEventListener("click", () => {
      button.remove();
      replace(line, file, name);
    });
    line.state.append(" ", button);
  }
  if (status === 401) key.focus();
}

/** Shows a job until it has ended, whoever began it. */
async function follow(line, address, { name = null, report = null } = {}) {
  for (;;) {
    const response = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    const job = response?.ok ? await response.json() : null;
    if (!job) show(line, "No connection to the service. Trying again");
    else if (job.state === "queued") show(line, "Waiting for the build before it");
    else if (job.state === "running") show(line, job.stage || "Beginning", { ...job, left: job.remaining_seconds });
    else {
      await ended(line, job, name, report);
      return;
    }
    await pause(POLL_MS);
  }
}

async function ended(line, job, name, report) {
  const problems = job.changes.filter((change) => change.problem && (!name || change.name === name));
  if (job.state === "failed" || (name && problems.length)) {
    end(line, "failed", problems.map(({ problem }) => problem).join(" ") || job.error || "It failed; the log tells why.");
    return;
  }
  show(line, "Built. The service is switching to it");
  const until = Date.now() + SWITCH_PATIENCE_MS;
  while (Date.now() < until && !(await serves(job.index_id))) await pause(POLL_MS);
  const served = await serves(job.index_id);
  const link = report && served ? [reportLink(report)] : [];
  end(line, "done", served ? "Questions are answered from it now. " : "Built. The service has not taken it up yet.", ...link);
}

async function serves(generation) {
  const response = await fetch("/health").catch(() => null);
  return response?.ok && (await response.json()).index_id >= generation;
}

function reportLink(report) {
  const link = element("a", "", "Open the report");
  link.href = `/reports/${encodeURIComponent(report)}`;
  return link;
}

/** Builds that go on, begun before this page was opened or elsewhere. */
async function resume() {
  const response = await fetch("/jobs", { headers: { Accept: "application/json" } }).catch(() => null);
  if (!response?.ok) return;
  for (const job of (await response.json()).jobs.filter(({ state }) => state === "queued" || state === "running")) {
    follow(row(job.changes.map((change) => change.name).join(", ")), job.url);
  }
}

if (form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const file of files.files) send(file);
    files.value = "";
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    adding.open = true;
    files.files = event.dataTransfer.files;
    key.focus();
  });
}
resume();
