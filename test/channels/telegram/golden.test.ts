import { goldenConversation } from '../golden.ts';
import { byPolling, byWebhook } from './driver.ts';

describe('by polling', () => goldenConversation(byPolling));
describe('by webhook', () => goldenConversation(byWebhook));
