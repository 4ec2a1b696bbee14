// @ts-check
// Dates as ISO text, which sorts as they do (records/base.py). A partial date can mean several days.

/**
 * Whether a text is a day of the calendar.
 * @param {string} text YYYY-MM-DD
 */
export function isDay(text) {
  const [year, month, day] = text.split("-").map(Number);
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/**
 * @param {number} year
 * @param {number} month from 1
 */
function daysIn(year, month) {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * The first day that a partial date can mean.
 * @param {string} text
 */
export const firstDay = (text) => `${text}-01-01`.slice(0, 10);

/**
 * The last day that a partial date can mean.
 * @param {string} text
 */
export function lastDay(text) {
  const [year, month = "12", day] = text.split("-");
  return `${year}-${month}-${day ?? String(daysIn(Number(year), Number(month))).padStart(2, "0")}`;
}

/**
 * So many days before a day.
 * @param {string} day
 * @param {number} days
 */
export function daysBefore(day, days) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

/**
 * Whole months that work is known to have gone on (rating/evidence.months_sustained); null where nothing is
 * said of it.
 * @param {Record<string, any> | null} sustained
 */
export function monthsSustained(sustained) {
  if (sustained === null) return null;
  if (sustained.at_least_months !== null) return /** @type {number} */ (sustained.at_least_months);
  const end = [null, "ongoing"].includes(sustained.to) ? sustained.as_of : sustained.to;
  if (sustained.from === null || end === null) return null;
  const [year, month, day] = lastDay(sustained.from).split("-").map(Number);
  const [toYear, toMonth, toDay] = firstDay(end).split("-").map(Number);
  return Math.max(0, 12 * (toYear - year) + toMonth - month - (toDay < day ? 1 : 0));
}
