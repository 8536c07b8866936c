import type { Words } from '#words/catalogue.js';
import { desk as phrases } from '#words/desk.js';

type ServiceName = keyof typeof phrases.services;

export const SERVICE_LIST = 'services';

/** Services are stored under their Chinese name, whatever language the clerk reads, so that they count together. */
export function ServiceList({ t }: { readonly t: Words }) {
  const names = Object.keys(phrases.services) as ServiceName[];
  return (
    <datalist id={SERVICE_LIST}>
      {names.map((name) => (
        <option key={name} value={phrases.services[name].zh} label={t.desk.services[name]} />
      ))}
    </datalist>
  );
}
