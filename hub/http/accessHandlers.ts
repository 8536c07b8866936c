import type { Access } from '../access/access.js';
import { NOBODY, type Principal, type User } from '../access/principal.js';
import type { SessionBegun } from '../access/sessions.js';
import type { Handlers } from './operation.js';

type AccessOperation =
  | 'session'
  | 'signIn'
  | 'signOut'
  | 'signOutEverywhere'
  | 'changePassword'
  | 'applyForAccount'
  | 'accounts'
  | 'approveAccount'
  | 'declineAccount'
  | 'changeAccount'
  | 'disableAccount'
  | 'resetPassword'
  | 'tokens'
  | 'makeToken'
  | 'revokeToken';

type Of<K extends AccessOperation> = Pick<Handlers, K>;

/** Signing in, accounts and tokens. */
export const accessHandlers = (access: Access): Of<AccessOperation> => ({
  ...sessionHandlers(access),
  ...accountHandlers(access),
  ...tokenHandlers(access),
});

function sessionHandlers(
  access: Access,
): Of<'session' | 'signIn' | 'signOut' | 'signOutEverywhere' | 'changePassword'> {
  const { signIn } = access;
  const begun = ({ secret, user }: SessionBegun) => ({ session: secret, result: access.view(user) });
  const end = async (principal: Principal, everywhere: boolean) => {
    if (principal.kind === 'user') await signIn.end(principal, everywhere);
    return { session: null, result: access.view(principal.kind === 'user' ? NOBODY : principal) };
  };
  return {
    session: ({ principal }) => ({ result: access.view(principal) }),
    signIn: async ({ body, address }) => ({ status: 201, ...begun(await signIn.signIn(body, address)) }),
    signOut: ({ principal }) => end(principal, false),
    signOutEverywhere: ({ principal }) => end(principal, true),
    changePassword: async ({ body, principal, address }) =>
      isUser(principal)
        ? begun(await signIn.changePassword(principal, body, address))
        : { result: access.view(principal) },
  };
}

const isUser = (principal: Principal): principal is User => principal.kind === 'user';

function accountHandlers({
  accounts,
}: Access): Of<
  | 'applyForAccount'
  | 'accounts'
  | 'approveAccount'
  | 'declineAccount'
  | 'changeAccount'
  | 'disableAccount'
  | 'resetPassword'
> {
  return {
    applyForAccount: async ({ body, address }) => ({
      status: 201,
      result: await accounts.apply(body, address),
    }),
    accounts: ({ query }) => ({ result: accounts.list(query) }),
    approveAccount: async ({ params, body, principal }) => ({
      result: await accounts.approve(params.id, body, principal),
    }),
    declineAccount: async ({ params, principal }) => ({
      result: await accounts.decline(params.id, principal),
    }),
    changeAccount: async ({ params, body, principal }) => ({
      result: await accounts.changeScope(params.id, body, principal),
    }),
    disableAccount: async ({ params, principal }) => ({
      result: await accounts.disable(params.id, principal),
    }),
    resetPassword: async ({ params, principal }) => ({ result: await accounts.reset(params.id, principal) }),
  };
}

function tokenHandlers({ tokens }: Access): Of<'tokens' | 'makeToken' | 'revokeToken'> {
  return {
    tokens: ({ query }) => ({ result: tokens.list(query) }),
    makeToken: async ({ body, principal }) => ({ status: 201, result: await tokens.make(body, principal) }),
    revokeToken: async ({ params, principal }) => ({ result: await tokens.revoke(params.id, principal) }),
  };
}
