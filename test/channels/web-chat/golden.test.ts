import { goldenConversation } from '../golden.ts';
import { driver } from './driver.ts';

goldenConversation(driver);
