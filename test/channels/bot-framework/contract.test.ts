import { channelContract } from '../contract.ts';
import { driver } from './driver.ts';

channelContract(driver);
