import { channelContract } from '../contract.ts';
import { byPolling, byWebhook } from './driver.ts';

describe('by polling', () => channelContract(byPolling));
describe('by webhook', () => channelContract(byWebhook));
