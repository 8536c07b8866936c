import type { AccountDecision, Role, Scope } from '#contract/access.js';
import { mayGrant } from '../../access/accountRules.js';
import type { Locale } from '../ui/locale.js';
import type { AccountsModel } from './accountsModel.js';
import { grantable } from './decider.js';
import { OfficesField } from './OfficesField.js';
import { RolesField } from './RolesField.js';

interface Props {
  readonly id: string;
  readonly decision: AccountDecision;
  /** What was applied for: no more than this is given. */
  readonly most?: AccountDecision;
  readonly tried: boolean;
  readonly model: AccountsModel;
  readonly locale: Locale;
  readonly choose: (decision: AccountDecision) => void;
}

/** Roles and offices to give: no more than whoever decides may give. */
export function ScopeFields({ id, decision, most, tried, model, locale, choose }: Props) {
  const { accounts, signIn } = locale.t.access;
  const { faults } = signIn.application;
  const { decider } = model;
  const city =
    (most ?? { offices: null }).offices === null && mayGrant(decider, { roles: ['clerk'], offices: null });
  const roles = grantable(decider, decision.offices?.length === 0 ? anyOf(model) : decision.offices);
  return (
    <>
      <RolesField
        id={`${id}-roles`}
        label={accounts.waiting.roles}
        roles={decision.roles}
        offered={[...roles, ...decision.roles].filter((role) => most?.roles.includes(role) ?? true)}
        fault={tried && decision.roles.length === 0 ? faults.roles : ''}
        locale={locale}
        choose={(chosen) => choose({ ...decision, roles: [...chosen] as Role[] })}
      />
      <OfficesField
        id={`${id}-offices`}
        label={accounts.waiting.offices}
        chosen={decision.offices}
        offered={model.offices.value.filter(({ id: office }) => most?.offices?.includes(office) ?? true)}
        city={city}
        fault={tried && decision.offices?.length === 0 ? faults.offices : ''}
        locale={locale}
        choose={(offices) => choose({ ...decision, offices: offices === null ? null : [...offices] })}
      />
    </>
  );
}

const anyOf = (model: AccountsModel): Scope => (model.scope === null ? null : model.scope.slice(0, 1));

export const isWhole = ({ roles, offices }: AccountDecision): boolean =>
  roles.length > 0 && offices?.length !== 0;

/** What was applied for, as far as whoever decides may give it. */
export function within({ roles, offices }: AccountDecision, model: AccountsModel): AccountDecision {
  const { scope, decider } = model;
  const own = scope === null ? offices : (offices ?? scope).filter((office) => scope.includes(office));
  const given = grantable(decider, own?.length === 0 ? anyOf(model) : own);
  return { roles: roles.filter((role) => given.includes(role)), offices: own };
}
