// A real OpenID provider (oidc-provider, certified) with accounts of the tests' own and its own login form.
import { Provider } from 'oidc-provider';

const { issuer, port, client, secret, back, accounts } = JSON.parse(process.argv[2]);

async function granted(ctx) {
  const { provider, session, client: asking } = ctx.oidc;
  const known = session.grantIdFor(asking.clientId);
  if (known) return provider.Grant.find(known);
  const grant = new provider.Grant({ clientId: asking.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid email profile');
  await grant.save();
  return grant;
}

const oidc = new Provider(issuer, {
  clients: [{ client_id: client, client_secret: secret, redirect_uris: back }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'locale'] },
  pkce: { required: () => true },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  loadExistingGrant: granted,
});
oidc.listen(port, '127.0.0.1');
