import type { ReadonlySignal } from '@preact/signals';
import { panel } from '#words/panel.js';
import type { StationListing } from '../panelServer/panelMessages.js';
import { Both } from './Both.js';

/** All counters with their boxes. */
export function IndexPage({ stations }: { readonly stations: ReadonlySignal<readonly StationListing[]> }) {
  return (
    <main class="index">
      <h1>
        <Both phrase={panel.title} />
      </h1>
      <p>
        <Both phrase={panel.lead} />
      </p>
      <ul>
        {stations.value.map(({ counter, name, hardware }) => (
          <li key={counter}>
            <a href={`/panel/${encodeURIComponent(counter)}`}>
              <strong>
                <Both phrase={name} />
              </strong>
              <small>
                <Both phrase={panel.hardware[hardware]} />
              </small>
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}
