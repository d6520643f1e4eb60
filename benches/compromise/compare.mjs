// node compare.mjs ARTICLES.jsonl SAYSO [ROUNDS]: times both programs, from starting to ending,
// in turns, and says how many times as fast sayso is.

import { spawnSync } from "node:child_process";
import { openSync, closeSync, readFileSync } from "node:fs";

const [articles, sayso, rounds = "5"] = process.argv.slice(2);
if (!sayso) {
  console.error("node compare.mjs ARTICLES.jsonl SAYSO [ROUNDS]");
  process.exit(2);
}
const here = new URL(".", import.meta.url).pathname;
const programs = {
  compromise: [process.execPath, `${here}read.mjs`],
  sayso: [sayso, "analyze", "--engine", "rules", "--from", "jsonl", "--format", "jsonl", "-"],
};

/// Seconds from the start to the end of a program that reads the articles.
function seconds([command, ...args]) {
  const input = openSync(articles);
  const start = process.hrtime.bigint();
  const done = spawnSync(command, args, {
    stdio: [input, "pipe", "inherit"],
    maxBuffer: 1 << 30,
  });
  const end = process.hrtime.bigint();
  closeSync(input);
  if (done.status !== 0) {
    console.error(`${command} failed`, done.error ?? done.status);
    process.exit(1);
  }
  return Number(end - start) / 1e9;
}

const lines = readFileSync(articles, "utf8").trimEnd().split("\n");
const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(JSON.parse(line).text), 0);
console.log(`${lines.length} articles, ${(bytes / 1e6).toFixed(2)} MB of text`);

const times = { compromise: [], sayso: [] };
for (let round = 0; round < Number(rounds); round++) {
  for (const [name, command] of Object.entries(programs)) {
    times[name].push(seconds(command));
  }
}
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
for (const [name, list] of Object.entries(times)) {
  const each = list.map((time) => time.toFixed(3)).join(" ");
  const middle = median(list);
  console.log(
    `${name.padEnd(10)} ${middle.toFixed(3)} s, ${(bytes / 1e6 / middle).toFixed(2)} MB/s (${each})`,
  );
}
console.log(`ratio      ${(median(times.compromise) / median(times.sayso)).toFixed(0)}`);
