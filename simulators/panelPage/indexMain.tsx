import { signal } from '@preact/signals';
import { render } from 'preact';
import type { StationListing } from '../panelServer/panelMessages.js';
import { IndexPage } from './IndexPage.js';
import { pageRoot } from './pageRoot.js';

const stations = signal<readonly StationListing[]>([]);

async function load(): Promise<void> {
  const response = await fetch('/stations');
  const { items }: { items: StationListing[] } = await response.json();
  stations.value = items;
}

void load();
render(<IndexPage stations={stations} />, pageRoot(document));
