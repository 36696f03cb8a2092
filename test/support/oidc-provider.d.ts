// The package carries no types: what test/support/provider.ts uses of it.
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

  type Account = { accountId: string; claims: () => Record<string, unknown> & { sub: string } }
  type Details = {
    params: Record<string, unknown>
    prompt: { name: string }
    session?: { accountId: string }
  }

  class Provider {
    constructor(issuer: string, configuration: object)
    callback(): RequestListener
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Details>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
    Grant: new (of: {
      accountId: string
      clientId: string
    }) => {
      addOIDCScope(scope: string): void
      save(): Promise<string>
    }
  }

  export { type Account, Provider }
}
