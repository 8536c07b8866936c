import { RENEWAL_GRACE_MS } from '#contract/limits.js';
import { CERTIFICATE_MS } from '../../hub/tls/authority.js';
import { BoxKey, certificateOf, certifyingHub } from '../support/renewalRequests.js';
import { ResponseWitness } from '../support/responseWitness.js';

/** Every answer to a box whose certificate has ended, by a hub that makes certificates. */
export async function askAboutRenewal(seen: Set<string>): Promise<void> {
  const { rig } = await certifyingHub();
  const witness = await ResponseWitness.of(rig, seen);
  const [key, stranger] = [new BoxKey(), new BoxKey()];
  const certificate = await certificateOf(rig, 'box-1', key);
  await witness.ask('POST', '/renewals', {});
  await witness.ask('POST', '/renewals', stranger.renewal(certificate));
  await witness.ask('POST', '/renewals', key.renewal(certificate));
  rig.clock.jumpWall(CERTIFICATE_MS);
  await witness.ask('POST', '/renewals', key.renewal(certificate));
  rig.clock.jumpWall(RENEWAL_GRACE_MS + 1_000);
  await witness.ask('POST', '/renewals', key.renewal(certificate));
}
