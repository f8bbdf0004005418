-- What each running service may do, and no more: no DDL, no other service's tables.
GRANT SELECT, INSERT ON orders TO '${order_user}'@'%';
GRANT SELECT, INSERT, DELETE ON tx_attempt TO '${order_user}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON web_session TO '${order_user}'@'%';

GRANT SELECT, INSERT ON logistics TO '${logistics_user}'@'%';
GRANT SELECT, INSERT ON parked_message TO '${logistics_user}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON web_session TO '${logistics_user}'@'%';
