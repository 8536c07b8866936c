import { openPage } from '../session/openPage.js';
import { AccountsPage } from './AccountsPage.js';
import { AccountsModel } from './accountsModel.js';
import { TokensModel } from './tokensModel.js';

openPage('accounts', ({ window, hub, session, choice }) => {
  const office = new URLSearchParams(window.location.search).get('office') ?? '';
  const model = new AccountsModel({ hub, session, office });
  const tokens = new TokensModel({ hub, office: model.office });
  model.start();
  tokens.start();
  return <AccountsPage model={model} tokens={tokens} choice={choice} />;
});
