import { generateKeyPairSync, sign } from 'node:crypto';
import type { EnrolmentOffer, EnrolmentResult, RenewalRequest } from '#contract/enrolment.js';
import { enrolmentStatement, renewalStatement } from '#contract/enrolment.js';
import { ManualClock } from '#platform/clock.js';
import { silentLogger } from '#platform/logger.js';
import { makeTrust } from '../../hub/initCommand.js';
import { HubCertificates } from '../../hub/tls/hubCertificates.js';
import { HubRig } from './hubRig.js';
import { eastSite } from './sites.js';
import { temporaryFolder } from './temporary.js';

/** What a box can sign with. */
export class BoxKey {
  private readonly pair = generateKeyPairSync('ed25519');
  readonly publicKey = String(this.pair.publicKey.export({ format: 'jwk' }).x);

  sign(text: string): string {
    return sign(null, Buffer.from(text), this.pair.privateKey).toString('base64url');
  }

  renewal(certificate: string): RenewalRequest {
    return { certificate, proof: this.sign(renewalStatement(certificate)) };
  }
}

/** A hub that makes certificates, spoken to without sockets. */
export async function certifyingHub(): Promise<{ rig: HubRig; tls: HubCertificates }> {
  const [folder, clock] = [temporaryFolder(), new ManualClock()];
  makeTrust(folder, { names: ['hub.office'], addresses: [] }, clock.wall());
  const tls = new HubCertificates({ data: folder, given: undefined, clock, logger: silentLogger });
  return { rig: await HubRig.start(eastSite, folder, clock, 100_000, () => ({ tls })), tls };
}

/** Enrols a box by its requests; its certificate. */
export async function certificateOf(rig: HubRig, box: string, key: BoxKey, counter = '1'): Promise<string> {
  const offer = await rig.post<EnrolmentOffer>(`/boxes/${box}/enrolment`, { office: 'east', counter });
  const { code } = offer.body;
  const proof = key.sign(enrolmentStatement(code, key.publicKey));
  const { body } = await rig.post<EnrolmentResult>('/enrolments', { code, publicKey: key.publicKey, proof });
  return body.certificate ?? '';
}
