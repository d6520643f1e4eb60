// Reads JSON Lines with an article each, and writes what compromise finds of that which sayso
// finds too: quotations, people, organizations, places, pronouns.

import { createInterface } from "node:readline";
import nlp from "compromise";

for await (const line of createInterface({ input: process.stdin })) {
  const { id, text } = JSON.parse(line);
  const found = nlp(text);
  const words = (view) => view.out("array");
  process.stdout.write(
    JSON.stringify({
      id,
      quotations: words(found.quotations()),
      people: words(found.people()),
      organizations: words(found.organizations()),
      places: words(found.places()),
      pronouns: words(found.pronouns()),
    }) + "\n",
  );
}
