// What an operator sets for the WhatsApp Cloud API. Must not know where it is written.

export type WhatsAppCloudSettings = {
  /** Access token of a system user, with the permission `whatsapp_business_messaging`. */
  readonly token: string;
  /** Meta's id of the line's number: digits, not the number itself. */
  readonly phoneNumberId: string;
  /** Signs what Meta sends us. */
  readonly appSecret: string;
  /** Chosen by the operator and typed into Meta's form once. */
  readonly verifyToken: string;
  /** Address of the Graph API with its version, ends with `/`. */
  readonly apiRoot: string;
};

/** Meta keeps a version for about two years after the next one; newer ones can be set by WHATSAPP_CLOUD_API_ROOT. */
export const GRAPH_API = 'https://graph.facebook.com/v25.0/';
