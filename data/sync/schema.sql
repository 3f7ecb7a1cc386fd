-- The hub of one Center: signed entries as they came, who may write them, and who is first.
--
-- A desk has a role of its own that may execute these functions and touch no table. They run with
-- the rights of the hub's owner, so each names its schema and trusts no search path.

CREATE SCHEMA hub;

CREATE TABLE hub.center (
    id bytea PRIMARY KEY CHECK (octet_length(id) = 16),
    version integer NOT NULL
);

CREATE TABLE hub.desk (
    key_id bytea PRIMARY KEY CHECK (octet_length(key_id) = 16),
    role name NOT NULL UNIQUE,
    number integer NOT NULL,
    enrolled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at timestamptz
);
-- Two administrators who do not hear of each other must not give one number, and with it the same
-- dossier numbers, to two desks.
CREATE UNIQUE INDEX desk_of_number ON hub.desk (number) WHERE revoked_at IS NULL;

CREATE TABLE hub.chain (
    id bytea PRIMARY KEY CHECK (octet_length(id) = 16),
    desk_key bytea NOT NULL REFERENCES hub.desk (key_id),
    opened bigint GENERATED ALWAYS AS IDENTITY,
    sequence integer NOT NULL,
    hash bytea NOT NULL,
    grew_at timestamptz NOT NULL
);
CREATE INDEX chain_grew ON hub.chain (grew_at);

CREATE TABLE hub.entry (
    chain bytea NOT NULL REFERENCES hub.chain (id),
    sequence integer NOT NULL,
    payload bytea NOT NULL,
    signature bytea NOT NULL,
    personal bytea,
    hub_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (chain, sequence)
);

CREATE TABLE hub.personal (digest bytea PRIMARY KEY, payload bytea NOT NULL);

CREATE TABLE hub.claim (
    subject bytea NOT NULL,
    purpose text NOT NULL,
    desk_key bytea NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (subject, purpose)
);
CREATE INDEX claim_at ON hub.claim (at);

CREATE FUNCTION hub.stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an entry never changes';
END
$$;
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON hub.entry
    FOR EACH ROW EXECUTE FUNCTION hub.stays();
CREATE TRIGGER entries_stay BEFORE TRUNCATE ON hub.entry
    FOR EACH STATEMENT EXECUTE FUNCTION hub.stays();

-- The key of the desk that asks. Nobody else may go on.
CREATE FUNCTION hub.asking() RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found bytea;
BEGIN
    SELECT key_id INTO found FROM hub.desk WHERE role = session_user AND revoked_at IS NULL;
    IF found IS NULL THEN
        RAISE EXCEPTION 'not a desk of this Center' USING ERRCODE = 'CN001';
    END IF;
    RETURN found;
END
$$;

CREATE FUNCTION hub.about() RETURNS TABLE (center bytea, now timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.id, clock_timestamp() FROM hub.center AS c WHERE hub.asking() IS NOT NULL
$$;

-- Chains that grew within the given time, or all where it is null.
CREATE FUNCTION hub.known(within interval)
RETURNS TABLE (chain bytea, desk_key bytea, sequence integer, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.id, c.desk_key, c.sequence, c.hash FROM hub.chain AS c
    WHERE hub.asking() IS NOT NULL
        AND (within IS NULL OR c.grew_at > clock_timestamp() - within)
    ORDER BY c.opened
$$;

CREATE FUNCTION hub.pull(wanted bytea, after integer, most integer)
RETURNS TABLE (payload bytea, signature bytea, personal bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT e.payload, e.signature, p.payload FROM hub.entry AS e
    LEFT JOIN hub.personal AS p ON p.digest = e.personal
    WHERE hub.asking() IS NOT NULL AND e.chain = wanted AND e.sequence > after
    ORDER BY e.sequence LIMIT least(most, 1000)
$$;

-- Takes entries of an own chain that follow each other; those it has already are compared and
-- passed over. Returns how many the chain has then.
CREATE FUNCTION hub.push(
    into_chain bytea, payloads bytea[], signatures bytea[], personals bytea[]
) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own bytea := hub.asking();
    tip hub.chain%ROWTYPE;
    said jsonb;
    hashed bytea;
    number integer;
    bound bytea;
BEGIN
    IF coalesce(array_length(payloads, 1), 0) = 0 THEN
        RAISE EXCEPTION 'nothing to take' USING ERRCODE = 'CN003';
    END IF;
    INSERT INTO hub.chain (id, desk_key, sequence, hash, grew_at)
        VALUES (into_chain, own, 0, '', clock_timestamp()) ON CONFLICT (id) DO NOTHING;
    SELECT * INTO STRICT tip FROM hub.chain WHERE id = into_chain FOR UPDATE;
    IF tip.desk_key <> own THEN
        RAISE EXCEPTION 'the chain of another desk' USING ERRCODE = 'CN002';
    END IF;
    FOR i IN 1 .. array_length(payloads, 1) LOOP
        IF octet_length(payloads[i]) > 65536 OR octet_length(personals[i]) > 65536
            OR octet_length(signatures[i]) <> 64 THEN
            RAISE EXCEPTION 'an entry is too large' USING ERRCODE = 'CN003';
        END IF;
        said := convert_from(payloads[i], 'UTF8')::jsonb;
        hashed := sha256(payloads[i]);
        number := (said ->> 'sequence')::integer;
        bound := decode(said -> 'body' ->> 'personal', 'hex');
        IF decode(said ->> 'chain', 'hex') IS DISTINCT FROM into_chain
            OR decode(said ->> 'desk_key', 'hex') IS DISTINCT FROM own
            OR NOT EXISTS (
                SELECT FROM hub.center WHERE id = decode(said ->> 'center', 'hex')
            ) THEN
            RAISE EXCEPTION 'an entry of another place' USING ERRCODE = 'CN003';
        END IF;
        IF number <= tip.sequence THEN
            IF NOT EXISTS (
                SELECT FROM hub.entry AS e WHERE e.chain = into_chain AND e.sequence = number
                    AND sha256(e.payload) = hashed
            ) THEN
                RAISE EXCEPTION 'another entry stands there' USING ERRCODE = 'CN004';
            END IF;
            CONTINUE;
        END IF;
        IF number <> tip.sequence + 1
            OR (number > 1 AND decode(said ->> 'previous', 'hex') IS DISTINCT FROM tip.hash) THEN
            RAISE EXCEPTION 'an entry is missing before it' USING ERRCODE = 'CN005';
        END IF;
        IF personals[i] IS NOT NULL THEN
            IF sha256(personals[i]) IS DISTINCT FROM bound THEN
                RAISE EXCEPTION 'personal fields of another entry' USING ERRCODE = 'CN003';
            END IF;
            INSERT INTO hub.personal VALUES (bound, personals[i]) ON CONFLICT DO NOTHING;
        END IF;
        INSERT INTO hub.entry (chain, sequence, payload, signature, personal)
            VALUES (into_chain, number, payloads[i], signatures[i], bound);
        tip.sequence := number;
        tip.hash := hashed;
    END LOOP;
    UPDATE hub.chain SET sequence = tip.sequence, hash = tip.hash, grew_at = clock_timestamp()
        WHERE id = into_chain AND sequence < tip.sequence;
    RETURN tip.sequence;
END
$$;

-- Who is first to do what only one may do. A claim falls after a quarter of an hour, in case its
-- desk broke down between asking and doing; what is older than a day goes with the next one.
CREATE FUNCTION hub.claim(wanted bytea, what text)
RETURNS TABLE (desk_key bytea, at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    own bytea := hub.asking();
    stands constant interval := '15 minutes';
BEGIN
    IF octet_length(wanted) <> 16 OR octet_length(what) > 32 THEN
        RAISE EXCEPTION 'nothing that can be claimed' USING ERRCODE = 'CN003';
    END IF;
    DELETE FROM hub.claim WHERE at < clock_timestamp() - interval '1 day';
    RETURN QUERY
    INSERT INTO hub.claim AS c VALUES (wanted, what, own, clock_timestamp())
    ON CONFLICT (subject, purpose) DO UPDATE SET
        desk_key = CASE WHEN c.desk_key = own OR c.at < clock_timestamp() - stands
            THEN own ELSE c.desk_key END,
        at = CASE WHEN c.desk_key = own OR c.at < clock_timestamp() - stands
            THEN clock_timestamp() ELSE c.at END
    RETURNING c.desk_key, c.at;
END
$$;

CREATE FUNCTION hub.give_up(wanted bytea, what text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM hub.claim AS c
    WHERE c.subject = wanted AND c.purpose = what AND c.desk_key = hub.asking()
$$;

REVOKE ALL ON SCHEMA hub FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA hub FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC;
