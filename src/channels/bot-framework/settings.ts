// What an operator sets for the Bot Framework. Must not know where it is written.

export type BotFrameworkSettings =
  | {
      readonly mode: 'azure';
      /** The application id of the Azure Bot resource. */
      readonly appId: string;
      readonly appPassword: string;
      /** Set for a single-tenant app; null for a multi-tenant one. */
      readonly tenantId: string | null;
    }
  /** No authentication: for the Emulator on this machine only. */
  | { readonly mode: 'development' };
