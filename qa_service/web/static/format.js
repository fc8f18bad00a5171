// How figures, periods and dates are written for people.

const SIGNED = new Set(["growth", "change_in_share", "gap"]);
const ROLES = { level: "", growth: "growth", share: "share", change_in_share: "change in share", gap: "gap", rank: "rank",
  count: "" };

function grouped(decimal) {
  const [whole, fraction] = decimal.replace("-", "").split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (decimal.startsWith("-") ? "\u2212" : "") + digits + (fraction ? `.${fraction}` : "");
}

function withUnit(number, unit) {
  if (unit === "%") return `${number}%`;
  if (unit === "pp") return `${number} percentage points`;
  if (/^[A-Z]{3}$/.test(unit)) return `${unit} ${number}`;
  return unit ? `${number} ${unit}` : number;
}

/** The exact value, such as "2,214,000 cars" or "+4.8%". */
export function exact(value) {
  const plus = SIGNED.has(value.role) && !value.value.startsWith("-") && Number(value.value) !== 0 ? "+" : "";
  return withUnit(plus + grouped(value.value), value.unit);
}

/** The figure as the report writes it where that is a number of its own, otherwise the exact value. */
export function headline(value) {
  if (value.unit === "%" || value.unit === "pp" || !/\d/.test(value.text)) return exact(value);
  return value.text;
}

/** Whether the exact value tells more than the headline does. */
export function differs(value) {
  const digits = (text) => text.replace(/[^\d.]/g, "").replace(/^\.+|\.+$/g, "");
  return digits(headline(value)) !== digits(value.value);
}

export function role(value) {
  return ROLES[value.role] ?? value.role;
}

export function longDate(iso) {
  const date = new Date(`${iso}T00:00:00Z`);
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

/** "January–October 2020", "2020" or two full dates: whole months and years are named as such. */
export function periodName({ start, end }) {
  const [from, to] = [start, end].map((iso) => new Date(`${iso}T00:00:00Z`));
  const month = (date) => date.toLocaleDateString("en-GB", { month: "long", timeZone: "UTC" });
  const year = (date) => date.getUTCFullYear();
  const lastDay = new Date(Date.UTC(year(to), to.getUTCMonth() + 1, 0)).getUTCDate();
  if (from.getUTCDate() !== 1 || to.getUTCDate() !== lastDay) {
    return start === end ? longDate(start) : `${longDate(start)} to ${longDate(end)}`;
  }
  if (from.getUTCMonth() === 0 && to.getUTCMonth() === 11) {
    return year(from) === year(to) ? `${year(from)}` : `${year(from)}\u2013${year(to)}`;
  }
  if (year(from) !== year(to)) return `${month(from)} ${year(from)} to ${month(to)} ${year(to)}`;
  return from.getUTCMonth() === to.getUTCMonth() ? `${month(to)} ${year(to)}` : `${month(from)}\u2013${month(to)} ${year(to)}`;
}
